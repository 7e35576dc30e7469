import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { placeOf } from '#db/cluster/place';
import { findPostmaster } from '#db/cluster/postmaster';
import type { SocketAddress } from '#db/embedded';
import { ask } from './kit/asking';
import { childrenOf } from './kit/process';
import { keyFor, openDatabase, startServer } from './kit/server';
import { between, isQuick, median, progress, type Row, result, seconds, tally, worst } from './kit/support';
import { countFacts, firstAfter, startWriting } from './kit/writers';

const KILLS = 20;
const FIRST_WRITE = 5_000;
const PATIENCE = 60_000;

/** The server and all its children at once: none has time to say goodbye. Resolves to how many they were. */
const killPostgres = async (dataDir: string): Promise<number> => {
  const { data } = await placeOf(dataDir);
  const found = await findPostmaster(data);
  if (!found) return 0;
  const all = [found.pid, ...(await childrenOf(found.pid))];
  for (const pid of all) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone by itself meanwhile.
    }
  }
  return all.length;
};

const accepts = (address: SocketAddress): Promise<boolean> => {
  const client = new Client({ ...address, connectionTimeoutMillis: 1000 });
  client.on('error', () => undefined);
  return client
    .connect()
    .then(() => client.query('select 1'))
    .then(
      () => true,
      () => false,
    )
    .finally(() => void client.end().catch(() => undefined));
};

const untilAccepts = async (address: SocketAddress): Promise<number> => {
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await pause(20))
    if (await accepts(address)) return Date.now();
  throw new Error('PostgreSQL ne revient pas');
};

const READ = ['/api/v1/answers?profession=optician', '/opticien'];

const startReading = (origin: string) => {
  let isOver = false;
  const answers: string[] = [];
  const took: number[] = [];
  const read = async (path: string) => {
    for (; !isOver; await pause(20)) {
      const startedAt = Date.now();
      const reply = await ask(origin, { path }).catch((error: Error) => error.name);
      took.push(Date.now() - startedAt);
      const isWhole = typeof reply !== 'string' && reply.status === 200 && reply.text.includes('viamedis');
      answers.push(typeof reply === 'string' ? reply : isWhole ? '200' : `${reply.status} without the board`);
    }
  };
  const readers = READ.map(read);
  return {
    finish: async () => {
      isOver = true;
      await Promise.all(readers);
      return { answers: tally(answers), took };
    },
  };
};

export const f02: Row = {
  id: 'F2',
  broken: 'PostgreSQL and its children kill -9, 20 times, under writes with retries',
  target: 'readers 0 errors; first write < 5 s after it is back; 0 lost',
  async run() {
    const server = await startServer();
    const key = await keyFor(server.dataDir, 'writer@desk.example', 'desk');
    const { address, close } = await openDatabase(server);
    await close();
    for (const path of READ) await ask(server.origin, { path });
    const writing = startWriting(server.origin, key);
    const reading = startReading(server.origin);
    const killed: { at: number; acceptsAt: number; processes: number }[] = [];
    const kills = isQuick ? 3 : KILLS;
    while (killed.length < kills) {
      await pause(between(300, 1_500));
      const processes = await killPostgres(server.dataDir);
      const at = Date.now();
      const acceptsAt = await untilAccepts(address);
      killed.push({ at, acceptsAt, processes });
      for (const deadline = Date.now() + PATIENCE; firstAfter(acceptsAt, writing.acknowledged) === null; ) {
        if (Date.now() > deadline) throw new Error('plus rien ne s’écrit');
        await pause(20);
      }
      progress('F2', `${killed.length} arrêts, ${writing.acknowledged.length} réponses`);
    }
    const sent = await writing.finish();
    const { answers, took } = await reading.finish();
    const { db } = await openDatabase(server);
    const { lost, twice, half, faults, rows } = await countFacts(db, sent);

    const down = killed.map(({ at, acceptsAt }) => acceptsAt - at);
    const first = killed.map(({ at, acceptsAt }) =>
      Math.max(0, (firstAfter(at, sent) ?? Number.NaN) - acceptsAt),
    );
    const errors = Object.entries(answers).reduce(
      (sum, [word, count]) => sum + (word === '200' ? 0 : count),
      0,
    );
    const isWhole = lost + twice + half.length + faults.length + writing.failed.length === 0;
    return {
      isMet: isWhole && errors === 0 && worst(first) < FIRST_WRITE && server.accidents() === 0,
      measured:
        `${killed.length} kills of ${median(killed.map(({ processes }) => processes))} processes; ` +
        `readers: ${result(answers)}, ${errors} errors, slowest ${seconds(worst(took))}; ` +
        `down ${seconds(median(down))} in median, worst ${seconds(worst(down))}; first write after it is back: ` +
        `median ${seconds(median(first))}, worst ${seconds(worst(first))}; ${sent.length} acknowledged: ` +
        `${lost} lost, ${twice} twice, ${half.length} half; journal of ${rows} rows, ${faults.length} faults; ` +
        `refusals met on the way: ${result(tally(sent.flatMap(({ answer }) => answer.refusals)))}; ` +
        `${writing.failed.length} unanswered ${writing.failed.slice(0, 2)}`,
    };
  },
};
