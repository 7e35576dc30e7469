import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '#db/database';
import { startEmbedded } from '#db/embedded';
import { ms } from '../bench/measure';
import { type Acknowledged, ask, askUntilAnswered, type Try } from './kit/asking';
import { openProxy, type Way } from './kit/proxy';
import { type Sample, startSampling, summed } from './kit/sampling';
import { keyFor, type Server, startServer } from './kit/server';
import { atEnd, isQuick, makeFolder, progress, type Row, result, seconds, tally, worst } from './kit/support';
import { countFacts } from './kit/writers';

const LASTS = isQuick ? 8_000 : 30_000;
const READ_EVERY = 5;
const WRITE_EVERY = 300;
const ANSWERED = 4_000;
/** Of the healthy p99, and what no reader can tell apart. */
const WITHIN = 1.2;
const UNSEEN = 2;
const BOARD = '/api/v1/answers?profession=optician';

type Sent = { mark: string; answer: Acknowledged };

/** A statement each `WRITE_EVERY`, tried under its key until it is done; each try is told. */
const startStating = (origin: string, bearer: string) => {
  const sent: Promise<Sent>[] = [];
  const tries: Try[] = [];
  let count = 1;
  const timer = setInterval(() => {
    // Numbers whose facts `countFacts` knows: one statement, no incident of its own title.
    const mark = `mark-${count}`;
    count += 4;
    const body = {
      platform: 'viamedis',
      flows: ['pec'],
      professions: 'all',
      precision: 'minute',
      text: mark,
      health: 'operational',
      effectiveAt: new Date().toISOString(),
    };
    const asking = { path: '/api/v1/statements', bearer, key: mark, body };
    sent.push(
      askUntilAnswered(origin, asking, (each) => tries.push(each)).then((answer) => ({ mark, answer })),
    );
  }, WRITE_EVERY);
  return {
    tries,
    finish: async () => {
      clearInterval(timer);
      return Promise.all(sent);
    },
  };
};

type Phase = {
  name: string;
  readers: ReturnType<typeof summed>;
  tries: readonly Try[];
  firstAfter: number | null;
};

/** A break, while some read and some write; then it is mended. */
const endure = async (
  name: string,
  { server, etag, stating }: { server: Server; etag: string; stating: ReturnType<typeof startStating> },
  breaking: () => Promise<() => unknown>,
): Promise<Phase> => {
  const mend = await breaking();
  const startedAt = performance.now();
  const reading = startSampling(server.origin, READ_EVERY, [
    { path: BOARD },
    { path: BOARD, headers: { 'If-None-Match': etag } },
  ]);
  await pause(LASTS);
  const samples: readonly Sample[] = await reading.finish();
  await mend();
  const mendedAt = performance.now();
  // Those that left during the break are waited for, and the first that is done after it.
  const firstDone = () => stating.tries.find(({ at, status }) => at > mendedAt && status === 201);
  for (const deadline = mendedAt + 30_000; performance.now() < deadline && !firstDone(); ) await pause(50);
  await pause(3_000);
  const done = firstDone();
  const tries = stating.tries.filter(({ at }) => at >= startedAt && at < mendedAt);
  const phase = {
    name,
    readers: summed(samples),
    tries,
    firstAfter: done ? done.at + done.took - mendedAt : null,
  };
  progress('F7', `${name} : ${phase.readers.result}`);
  return phase;
};

const breakages = (
  proxy: Way,
  lockOut: () => Promise<() => unknown>,
): [string, () => Promise<() => unknown>][] => {
  const become = (broken: Parameters<Way['become']>[0]) => async () => {
    proxy.become(broken);
    return () => proxy.become({ kind: 'none' });
  };
  return [
    ['pool exhausted', lockOut],
    ['500 ms slow', become({ kind: 'slow', by: 500 })],
    ['half-open', become({ kind: 'swallowing' })],
    ['reset in mid-answer', become({ kind: 'cutting', oneIn: 5 })],
  ];
};

const tooLate = ({ tries }: Phase) => tries.filter(({ took }) => took >= ANSWERED).length;
const unsaid = ({ tries }: Phase) =>
  tries.filter(
    ({ status, retryAfter, location }) =>
      status !== 201 &&
      !(status === 503 && retryAfter !== null) &&
      !(status === 202 && location?.startsWith('/api/v1/writes/')),
  ).length;

export const f07: Row = {
  id: 'F7',
  broken: 'pool exhausted; database 500 ms slow, half-open, reset in mid-answer (our own TCP proxy)',
  target: 'readers’ p99 ±20 %; writes answer < 4 s: 503 with Retry-After, or 202 with where to look',
  async run() {
    const cluster = await startEmbedded(await makeFolder());
    atEnd(cluster.stop);
    const proxy = await openProxy({ path: `${cluster.address.host}/.s.PGSQL.${cluster.address.port}` });
    const { user, database } = cluster.address;
    const url = `postgres://${user}@127.0.0.1:${proxy.port}/${database}`;
    const server = await startServer({ env: { DATABASE_URL: url } });
    const bearer = await keyFor(server.dataDir, 'writer@desk.example', 'desk', url);
    const direct = connect(cluster.address, { statementTimeout: 0 });
    atEnd(direct.close);
    /** Writers wait for a table that somebody holds, each with its connection, until there is none left. */
    const lockOut = async () => {
      const client = await direct.pool.connect();
      await client.query('begin');
      await client.query('lock table idempotency in exclusive mode');
      return async () => {
        await client.query('rollback');
        client.release();
      };
    };

    const { headers } = await ask(server.origin, { path: BOARD });
    const stating = startStating(server.origin, bearer);
    await pause(5_000);
    const ground = { server, etag: headers.get('ETag') ?? '', stating };
    const healthy = await endure('healthy', ground, async () => () => undefined);
    const phases: Phase[] = [];
    for (const [name, breaking] of breakages(proxy, lockOut))
      phases.push(await endure(name, ground, breaking));
    const sent = await stating.finish();
    const { lost, twice, half } = await countFacts(direct.db, sent);

    const isHeld = ({ readers }: Phase) =>
      readers.p99 <= healthy.readers.p99 * WITHIN || readers.p99 - healthy.readers.p99 < UNSEEN;
    const line = (phase: Phase) =>
      `${phase.name}: readers ${phase.readers.result} of ${phase.readers.count}` +
      `${Object.keys(phase.readers.others).length > 0 ? `, others ${result(phase.readers.others)}` : ''}; tries ` +
      `${result(tally(phase.tries.map(({ status }) => status ?? 'none')))}, slowest ` +
      `${seconds(worst(phase.tries.map(({ took }) => took)))}, ${tooLate(phase)} not under 4 s, ${unsaid(phase)} not done ` +
      `without a 503 that says when or a 202 that says where; first write ${phase.firstAfter === null ? 'never' : seconds(phase.firstAfter)} after`;
    return {
      isMet:
        [healthy, ...phases].every((phase) => tooLate(phase) + unsaid(phase) === 0) &&
        phases.every((phase) => isHeld(phase) && Object.keys(phase.readers.others).length === 0) &&
        lost + twice + half.length === 0,
      measured:
        `board of now with and without If-None-Match each ${READ_EVERY} ms, a statement each ${WRITE_EVERY} ms tried again under ` +
        `its key, ${LASTS / 1000} s of each; ${[healthy, ...phases].map(line).join('. ')}. ` +
        `${sent.length} acknowledged: ${lost} lost, ${twice} twice, ${half.length} half (healthy p99 ${ms(healthy.readers.p99)})`,
    };
  },
};
