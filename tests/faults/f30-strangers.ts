import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ms } from '../bench/measure';
import { openPeople } from './doors/cast';
import { anOwner, elsewhere } from './doors/sign-in';
import { ask } from './kit/asking';
import { startSampling, summed } from './kit/sampling';
import { type Server, startServer } from './kit/server';
import { atEnd, isQuick, progress, type Row, result, tally } from './kit/support';
import { watchLoop } from './strangers/loop-delay';
import type { Answered } from './strangers/storm';

const CALM = isQuick ? 5_000 : 20_000;
const READ_EVERY = 10;
const HELD = 30;
/** How often somebody else signs in meanwhile; recovery codes are ten. */
const ENTERED_EVERY = 5_000;
const ENTERED_AT_MOST = 8;

/** Readers, each of a network of its own behind the same proxy as the strangers. */
const QUESTIONS = [
  { path: '/api/v1/answers?profession=optician', headers: { 'X-Forwarded-For': '10.1.0.7' } },
  { path: '/opticien', headers: { 'X-Forwarded-For': '10.2.0.7' } },
  { path: '/api/v1/answers?profession=pharmacist', headers: { 'X-Forwarded-For': '10.3.0.7' } },
];

/** The strangers, at work until they have all been answered; they keep their streams to the end. */
const startStorm = (origin: string) => {
  const script = fileURLToPath(new URL('strangers/storm.ts', import.meta.url));
  const child = fork(script, [origin, isQuick ? '0.2' : '1'], { execArgv: ['--import', 'tsx'] });
  atEnd(async () => void (child.connected && child.disconnect()));
  let isOver = false;
  const answered = once(child, 'message').then(([message]) => {
    isOver = true;
    return message as Answered[];
  });
  return { answered, isOver: () => isOver };
};

/** Whoever has an account, on browsers and networks nobody saw before: the statuses of both steps. */
const enterMeanwhile = async (server: Server, isOver: () => boolean): Promise<string[]> => {
  const { enter } = await anOwner(server, await openPeople(server));
  const statuses: string[] = [];
  const once = () =>
    enter(elsewhere()).then(
      ({ first, second }) => statuses.push(`${first.status} then ${second.status}`),
      (error: Error) => statuses.push(error.message),
    );
  while (!isOver() && statuses.length < ENTERED_AT_MOST) {
    await once();
    await pause(ENTERED_EVERY);
  }
  await once();
  return statuses;
};

/** Somebody of another network is let wait beside four hundred of one. */
const mayWait = async (server: Server): Promise<number> => {
  const headers = elsewhere();
  const asking = new AbortController();
  const { status } = await fetch(`${server.origin}/api/v1/stream?profession=optician`, {
    headers,
    signal: asking.signal,
  });
  asking.abort();
  return status;
};

const toldStorm = ({ kind, counts, untold }: Answered): string =>
  `${kind}: ${result(counts)}${untold.length > 0 ? `, UNTOLD ${result(tally(untold))}` : ''}`;

export const f30: Row = {
  id: 'F30',
  broken:
    'strangers’ dearest requests: 10 kB ids, 300 new query strings, 60 MB forms, 400 streams from one address, ' +
    '650 wrong sign-ins from one network',
  target: 'readers’ p99 ≤ 2×; loop never held > 30 ms; other networks still sign in',
  async run() {
    const loop = await watchLoop();
    const server = await startServer({ args: loop.args });
    const read = async (milliseconds: number) => {
      const reading = startSampling(server.origin, READ_EVERY, QUESTIONS);
      await pause(milliseconds);
      return summed(await reading.finish());
    };
    await read(5_000);
    await loop.take(server.pid());
    const before = await read(CALM);
    const calm = await loop.take(server.pid());

    progress('F30', 'les inconnus arrivent');
    const reading = startSampling(server.origin, READ_EVERY, QUESTIONS);
    const storm = startStorm(server.origin);
    const [answered, entered] = await Promise.all([storm.answered, enterMeanwhile(server, storm.isOver)]);
    const during = summed(await reading.finish());
    const held = await loop.take(server.pid());
    const waited = await mayWait(server);
    const alive = await ask(server.origin, { path: '/readyz' });

    const others = { ...before.others, ...during.others };
    const ratio = during.p99 / before.p99;
    return {
      isMet:
        ratio <= 2 &&
        held.max <= HELD &&
        Object.keys(others).length === 0 &&
        answered.every(({ untold }) => untold.length === 0) &&
        entered.every((each) => each === '200 then 200') &&
        waited === 200 &&
        alive.status === 200 &&
        server.accidents() === 0,
      measured:
        `readers of two boards and a page each ${READ_EVERY} ms: ${before.result} before (${before.count}), ${during.result} ` +
        `meanwhile (${during.count}), ${ratio.toFixed(2)}×, answered otherwise: ${result(others)}; loop held ` +
        `${ms(held.max)} at most (p99.9 ${ms(held.p999)}; before: ${ms(calm.max)} and ${ms(calm.p999)}); ` +
        `${answered.map(toldStorm).join('; ')}; an account from other networks meanwhile: ${result(tally(entered))}; ` +
        `a stream of another network: ${waited}`,
    };
  },
};
