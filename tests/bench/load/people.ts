import { ask } from '../../faults/kit/asking';
import type { Server } from '../../faults/kit/server';
import { progress } from '../../faults/kit/support';
import { type Figure, more, perSecond, type Result } from '../measure';
import { cookiesOf, type Headers, headersOf, requestOf, sharedLink } from './browsers';
import type { startGenerator } from './processes';
import { inRounds, type Measured, timesOf } from './rounds';
import { signIn } from './sign-in';

/** What people read, each beside the same read on a first visit: no cookie, a plain address. */

const SLOWEST = 1.2;
/** What a browser that came back was given of a page there, and what it must be given now. */
const SLOW = { revision: '3a9ac2b', least: 50 };

export type Read = { what: string; kind: 'page' | 'JSON'; path: string };
type Reader = { who: string; path: (path: string) => string; headers: Headers; isBack: boolean };

const FIRST: Reader = { who: 'a first visit', path: (path) => path, headers: {}, isBack: false };

const readersOf = (session: string): readonly Reader[] => [
  { ...FIRST, who: 'a browser that was here before', headers: cookiesOf(), isBack: true },
  { ...FIRST, who: 'a shared link', path: sharedLink },
  { ...FIRST, who: 'somebody signed in', headers: cookiesOf(session) },
];

const figuresOf = ({ kind }: Read, { isBack }: Reader, value: number): Figure[] => [
  { ...more('answers', value), ...(kind === 'page' && isBack ? { beside: SLOW } : {}) },
];

const resultOf = (read: Read, reader: Reader, its: Measured, first: Measured): Result => {
  // The generator shares the machine and has its own work with each address: the server is held to its own.
  const slower = timesOf('processor', its, first);
  const wrong = its.wrong + first.wrong;
  return {
    what: `${read.what}, ${reader.who}: beside a first visit`,
    target: `≤ ${SLOWEST} × slower`,
    measured: `${slower.toFixed(2)} × the processor an answer (${its.processor.toFixed(0)} µs, first visit ${first.processor.toFixed(0)} µs; ${perSecond(its.perSecond)}, ${perSecond(first.perSecond)}; p99 ${its.p99.toFixed(1)} ms, ${first.p99.toFixed(1)} ms)${wrong > 0 ? `; ${wrong} wrong answers` : ''}`,
    isMet: slower <= SLOWEST && wrong === 0,
    figures: figuresOf(read, reader, its.perSecond),
  };
};

/** Fast is of no use when it is something else that is sent. */
const verify = async (server: Server, { what, kind, path }: Read, reader: Reader): Promise<void> => {
  const address = reader.path(path).replace('{turn}', '0');
  const { status, headers } = await ask(server.origin, {
    path: address,
    headers: { ...headersOf(kind), ...reader.headers },
  });
  const type = headers.get('Content-Type') ?? '';
  if (status !== 200 || !type.includes(kind === 'page' ? 'text/html' : 'json'))
    throw new Error(`${what}, ${reader.who} : ${status} ${type}`);
};

/** Every read by every reader, in turn within each round. */
export const readByPeople = async (
  server: Server,
  generator: Awaited<ReturnType<typeof startGenerator>>,
  reads: readonly Read[],
  time: { rounds: number; seconds: number },
): Promise<Result[]> => {
  const readers = [FIRST, ...readersOf(await signIn(server))];
  const port = Number(new URL(server.origin).port);
  const results: Result[] = [];
  for (const read of reads) {
    progress('reads', `${read.what}, by people`);
    for (const reader of readers) await verify(server, read, reader);
    const sides = readers.map(({ path, headers }) => ({
      pid: server.pid(),
      port,
      status: 200 as const,
      request: requestOf(path(read.path), port, { ...headersOf(read.kind), ...headers }),
    }));
    const [first, ...others] = await inRounds(generator, sides, time);
    if (!first) continue;
    for (const [index, its] of others.entries()) {
      const reader = readers[index + 1];
      if (reader) results.push(resultOf(read, reader, its, first));
    }
  }
  return results;
};
