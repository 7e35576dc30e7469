import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { startServer } from '../faults/kit/server';
import { progress } from '../faults/kit/support';
import { requestOf } from './load/browsers';
import type { Kept } from './load/floor';
import { type Read, readByPeople } from './load/people';
import { pin, startFloor, startGenerator } from './load/processes';
import { type Figures, inRounds, type Side } from './load/rounds';
import { less, type Measure, more, perSecond, type Result } from './measure';

const SECONDS = 1;
/** Beside the floor: answers a second, and the slowest of a hundred. */
const LEAST = 0.75;
const SLOWEST = 1.5;
/** Once started it counts availability and writes the published files: that is not what readers ask for. */
const SETTLED = 3_000;

const BOARD = '/api/v1/answers?profession=optician';
const SNAPSHOT = '/api/v1/snapshot';
const SUMMARY = '/api/v2/summary.json';
const ANSWER = '/api/v1/answers/optician/malakoff-humanis';
const PAGE = '/opticien';
const ANSWER_PAGE = '/opticien/malakoff-humanis';

/** `floor`: what is started beside it. */
type Case = {
  what: string;
  path: string;
  headers: Record<string, string>;
  floor: 'same bytes' | '304';
};

const br = { 'Accept-Encoding': 'gzip, deflate, br' };
const gzip = { 'Accept-Encoding': 'gzip, deflate' };

const many = (what: string, path: string): Case[] => [
  { what: `${what}, 200 br`, path, headers: br, floor: 'same bytes' },
  { what: `${what}, 200 gzip`, path, headers: gzip, floor: 'same bytes' },
  { what: `${what}, 304`, path, headers: br, floor: '304' },
];

const CASES: readonly Case[] = [
  ...many('board JSON', BOARD),
  ...many('snapshot', SNAPSHOT),
  ...many('summary.json', SUMMARY),
  ...many('one answer of now', ANSWER),
  { what: 'board page, 200 br', path: PAGE, headers: br, floor: 'same bytes' },
  { what: 'answer page, 200 br', path: ANSWER_PAGE, headers: br, floor: 'same bytes' },
];

const BY_PEOPLE: readonly Read[] = [
  { what: 'board page', kind: 'page', path: PAGE },
  { what: 'answer page', kind: 'page', path: ANSWER_PAGE },
  { what: 'board JSON', kind: 'JSON', path: BOARD },
  { what: 'one answer JSON', kind: 'JSON', path: ANSWER },
  { what: 'snapshot', kind: 'JSON', path: SNAPSHOT },
  { what: 'summary.json', kind: 'JSON', path: SUMMARY },
];

/** An answer as it crosses the wire. */
const fetchBytes = (origin: string, path: string, headers: Record<string, string>) =>
  new Promise<{ headers: Record<string, string>; body: Buffer }>((resolve, reject) => {
    request(origin + path, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ headers: response.headers as Record<string, string>, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });

/** What a body needs said of it: the floor is not asked for the headers that protect a reader. */
const NEEDED = ['content-type', 'content-encoding', 'content-length', 'etag'];

/** A request that holds what it asks for already. */
const holding = (asked: Record<string, string>, tag: string) => ({ ...asked, 'If-None-Match': tag });

const sidesOf = async (origin: string, pid: number) => {
  const port = Number(new URL(origin).port);
  const kept: Kept[] = [];
  const pairs: { ours: Side; path: string }[] = [];
  for (const [index, { path, headers, floor }] of CASES.entries()) {
    const { headers: answered, body } = await fetchBytes(origin, path, headers);
    const needed = Object.fromEntries(
      NEEDED.flatMap((name) => (answered[name] ? [[name, answered[name]]] : [])),
    );
    const status = floor === '304' ? 304 : 200;
    const own = status === 304 ? holding(headers, answered.etag ?? '') : headers;
    pairs.push({ ours: { pid, port, request: requestOf(path, port, own), status }, path: `/${index}` });
    kept.push({
      path: `/${index}`,
      status,
      headers: floor === 'same bytes' ? needed : { etag: answered.etag ?? '' },
      body: body.toString('base64'),
    });
  }
  return { kept, pairs };
};

const compared = ({ what, floor }: Case, ours: Figures, bare: Figures): Result => {
  const ratio = ours.perSecond / bare.perSecond;
  const slower = ours.p99 / bare.p99;
  const limited = bare.busy > 0.95 ? ', the generator limits the floor' : '';
  return {
    what: `${what}: beside bare node, ${floor}`,
    target: `≥ ${LEAST} ×, p99 ≤ ${SLOWEST} ×`,
    measured: `${ratio.toFixed(2)} × (${perSecond(ours.perSecond)} of ${perSecond(bare.perSecond)}${limited}); processor an answer ${(bare.processor / ours.processor).toFixed(2)} × (${ours.processor.toFixed(0)} µs, ${bare.processor.toFixed(0)} µs); p99 ${slower.toFixed(2)} × (${ours.p99.toFixed(1)} ms)${ours.wrong + bare.wrong > 0 ? `; ${ours.wrong} wrong answers, ${bare.wrong} of the floor` : ''}`,
    isMet: ratio >= LEAST && slower <= SLOWEST && ours.wrong + bare.wrong === 0,
    figures: [
      more('answers', ours.perSecond),
      less('p99', ours.p99),
      less('processor an answer', ours.processor, 'µs'),
    ],
  };
};

/** What many read at once, beside the least node can do, one core for who answers and one for who asks; then by people. */
export const reads: Measure = {
  id: 'reads',
  async run({ root, rounds }) {
    const server = await startServer({ root });
    const generator = await startGenerator();
    const { kept, pairs } = await sidesOf(server.origin, server.pid());
    const floor = await startFloor(kept);
    const isPinned = [pin(server.pid(), 0), pin(floor.pid, 0), pin(generator.pid, 1)].every(Boolean);
    if (!isPinned) progress('reads', 'not pinned to cores: no taskset, or one core');
    await pause(SETTLED);
    const time = { rounds, seconds: SECONDS };
    const results: Result[] = [];
    for (const [index, each] of CASES.entries()) {
      const pair = pairs[index];
      if (!pair) continue;
      progress('reads', each.what);
      const bare = {
        ...floor,
        request: requestOf(pair.path, floor.port, each.headers),
        status: pair.ours.status,
      };
      const [ours, its] = await inRounds(generator, [pair.ours, bare], time);
      if (ours && its) results.push(compared(each, ours, its));
    }
    // They are told from each other by less than a machine changes within a second: more rounds, shorter ones.
    const often = { rounds: 3 * rounds, seconds: SECONDS / 3 };
    return [...results, ...(await readByPeople(server, generator, BY_PEOPLE, often))];
  },
};
