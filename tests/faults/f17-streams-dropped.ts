import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startSampling, summed } from './kit/sampling';
import { type Server, startServer } from './kit/server';
import { atEnd, isQuick, progress, type Row, seconds } from './kit/support';

const STREAMS = isQuick ? 500 : 5_000;
/** Descriptors are counted by process. */
const PROCESSES = 2;
const PATIENCE = 60_000;
const BACK = 20_000;
const P99 = 500;
const POLLS = [{ path: '/api/v1/answers?profession=optician' }];
const EVERY = 20;

type Result = { waiting: number; refused: number };

/** Processes of browsers that wait, and how many of them do. */
const startStorm = (origin: string) => {
  const result = new Map<ChildProcess, Result>();
  const script = fileURLToPath(new URL('kit/storm-of-streams.ts', import.meta.url));
  for (let each = 0; each < PROCESSES; each += 1) {
    const child = fork(script, [origin, String(STREAMS / PROCESSES)], { execArgv: ['--import', 'tsx'] });
    child.on('message', (message) => result.set(child, message as Result));
    atEnd(async () => void child.disconnect());
  }
  const sum = (what: 'waiting' | 'refused') =>
    [...result.values()].reduce((all, each) => all + each[what], 0);
  return {
    waiting: () => sum('waiting'),
    refused: () => sum('refused'),
    drop: () => {
      for (const child of result.keys()) child.send('drop');
    },
  };
};
type Storm = ReturnType<typeof startStorm>;

/** Resolves to the moment it is so; never: infinity. */
const until = async (isSo: () => boolean): Promise<number> => {
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await pause(20))
    if (isSo()) return Date.now();
  return Number.POSITIVE_INFINITY;
};
const untilBack = (storm: Storm, part: number): Promise<number> =>
  until(() => storm.waiting() >= STREAMS * part);

/** Breaks them all, and polls meanwhile; times from the break. `from`: when polls can be answered again. */
const endure = async (server: Server, storm: Storm, cut: () => Promise<void>) => {
  const brokenAt = Date.now();
  await cut();
  const listeningAfter = Date.now() - brokenAt;
  const polling = startSampling(server.origin, EVERY, POLLS);
  // What they last said is from before the break.
  await until(() => storm.waiting() < STREAMS / 2);
  const most = await untilBack(storm, 0.95);
  const all = await untilBack(storm, 1);
  return {
    listeningAfter,
    most: most - brokenAt,
    all: all - brokenAt,
    polls: summed(await polling.finish(), ['200']),
  };
};

export const f17: Row = {
  id: 'F17',
  broken: `${STREAMS} streams dropped at once: by the network, then with the server (kill -9)`,
  target: '95 % back < 20 s (jittered retry), polls p99 < 500 ms',
  async run() {
    const server = await startServer();
    const storm = startStorm(server.origin);
    if ((await untilBack(storm, 1)) === Number.POSITIVE_INFINITY)
      throw new Error(`${storm.waiting()} seulement`);
    await pause(2_000);
    const calm = startSampling(server.origin, EVERY, POLLS);
    await pause(5_000);
    const before = summed(await calm.finish());
    progress('F17', `${storm.waiting()} attendent`);

    const byNetwork = await endure(server, storm, async () => storm.drop());
    progress('F17', `${storm.waiting()} de retour`);
    await pause(2_000);
    const byKill = await endure(server, storm, async () => {
      server.kill();
      await server.whenListening();
    });
    const both = [byNetwork, byKill];
    const result = ({ most, all, polls }: (typeof both)[number]) =>
      `95 % back after ${seconds(most)}, all after ${seconds(all)}; ${polls.count} polls meanwhile: ${polls.result}` +
      `${Object.keys(polls.others).length > 0 ? `, others ${JSON.stringify(polls.others)}` : ''}`;
    return {
      isMet: both.every(
        ({ most, polls }) => most < BACK && polls.p99 < P99 && Object.keys(polls.others).length === 0,
      ),
      measured:
        `${STREAMS} streams of ${PROCESSES} processes, polls of the board each ${EVERY} ms (calm: ${before.result}); ` +
        `cut by the network: ${result(byNetwork)}; server killed, listening again after ${seconds(byKill.listeningAfter)}: ` +
        `${result(byKill)} from then on; ${storm.refused()} answered other than 200`,
    };
  },
};
