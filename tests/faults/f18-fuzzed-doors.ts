import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import type { Document } from '#server/http/reference/openapi-types';
import { openDocument } from '../support/runner/document';
import { type Door, doorsOf, requestsOf } from './fuzz/requests';
import { type Asked, type Replied, send } from './fuzz/sending';
import { ask } from './kit/asking';
import { MEGA, megas, residentOf, watchMemory } from './kit/process';
import { keyFor, type Server, startServer } from './kit/server';
import { isQuick, progress, type Row, result, seconds, tally, worst } from './kit/support';

const REQUESTS = isQuick ? 2_000 : 20_000;
const AT_ONCE = 8;
const SEED = 20_240_201;
const MOST = 20 * MEGA;
/** Of what is too large, so much may leave before it is refused: what the kernels hold on the way. */
const EARLY = 8 * MEGA;
/** The server gives memory back when it is told to, so that what is measured is what it keeps. */
const COLLECTING = [
  ...['--expose-gc', '--import'],
  'data:text/javascript,process.on("SIGUSR2",()=>globalThis.gc())',
];

const keptBy = async (server: Server): Promise<number> => {
  for (let each = 0; each < 3; each += 1) {
    process.kill(server.pid(), 'SIGUSR2');
    await pause(700);
  }
  return residentOf(server.pid());
};

/** What came back that should not have; counted by what it was. */
type Findings = {
  statuses: Map<number, number>;
  faults: Map<string, { count: number; example: string }>;
  asked: number;
};
const note = ({ faults }: Findings, what: string, example: string): void => {
  const found = faults.get(what) ?? { count: 0, example };
  faults.set(what, { ...found, count: found.count + 1 });
};

const shown = ({ method, address, body }: Asked): string =>
  `${method} ${address.slice(0, 150)} ${body ? body.toString('latin1').slice(0, 150) : ''}`;

/** Sends them, so many at once, and judges each answer. */
const fuzz = async (
  { origin }: Server,
  { validate }: ReturnType<typeof openDocument>,
  all: readonly { door: Door; asked: Asked }[],
  findings: Findings,
): Promise<void> => {
  let next = 0;
  const work = async () => {
    while (next < all.length) {
      const { door, asked } = all[next] as (typeof all)[number];
      next += 1;
      findings.asked += 1;
      const named = `${door.method} ${door.path}`;
      const replied = await send(origin, asked).catch((error: Error) => error);
      if (replied instanceof Error) {
        note(findings, `${named}: no answer (${replied.message})`, shown(asked));
        continue;
      }
      const { status, type, body } = replied;
      findings.statuses.set(status, (findings.statuses.get(status) ?? 0) + 1);
      if (status >= 500) progress('F18', `${status} × ${named} — ${shown(asked)} → ${body.slice(0, 300)}`);
      const [unlike] = isAt(door, asked) ? validate(door.method, door.path, status, type, body) : [];
      if (unlike) note(findings, `${named}: ${unlike}`, `${shown(asked)} → ${replied.body.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};

/** A piece of dots, be they written as %2e, is a step up to whoever reads an address: it is another door's. */
const isAt = ({ path }: Door, { address }: Asked): boolean =>
  new URL(address, 'http://here.invalid').pathname.split('/').length === path.split('/').length;

const FULL = Buffer.alloc(64 * 1024, 'a');

/** Each door that takes a body, given ten megabytes, and one that has no end; some, headers of 64 kB. */
const flood = async ({ origin }: Server, doors: readonly Door[], bearer: string) => {
  const writing = doors.filter(({ operation }) => operation.requestBody);
  const replies: { what: string; reply: Replied | Error }[] = [];
  for (const { method, path, operation } of writing) {
    const [media = 'application/json'] = Object.keys(operation.requestBody?.content ?? {});
    const headers = { 'Content-Type': media, Authorization: `Bearer ${bearer}` };
    const address = path.replaceAll(/\{\w+\}/g, 'viamedis');
    const asked = { method: method.toUpperCase(), address, body: null };
    const long = { ...headers, 'Content-Length': String(10 * MEGA) };
    const ten = send(origin, {
      ...asked,
      headers: long,
      pour: { chunk: FULL, most: 10 * MEGA - ((10 * MEGA) % FULL.length) },
    });
    replies.push({ what: '10 MB', reply: await ten.catch((error: Error) => error) });
    const endless = send(origin, { ...asked, headers, pour: { chunk: FULL, most: 100 * MEGA } });
    replies.push({ what: 'endless', reply: await endless.catch((error: Error) => error) });
    const wide = send(origin, { ...asked, method: 'GET', headers: { 'X-Wide': 'a'.repeat(64_000) } });
    replies.push({ what: '64 kB of headers', reply: await wide.catch((error: Error) => error) });
  }
  return replies;
};

const toldFlood = (replies: Awaited<ReturnType<typeof flood>>, what: string) => {
  const own = replies.flatMap((each) => (each.what === what ? [each.reply] : []));
  const answered = own.filter((reply): reply is Replied => !(reply instanceof Error));
  const due = what === '64 kB of headers' ? [431] : [413, 0];
  return {
    isMet:
      answered.length === own.length &&
      answered.every(({ status, sent }) => due.includes(status) && sent < EARLY),
    text:
      `${what}: ${result(tally(own.map((reply) => (reply instanceof Error ? reply.message : reply.status || 'cut while it spoke'))))}` +
      `, ${megas(worst(answered.map(({ sent }) => sent)))} sent and ${seconds(worst(answered.map(({ took }) => took)))} at most`,
  };
};

export const f18: Row = {
  id: 'F18',
  broken: `${REQUESTS} fuzzed requests from the OpenAPI document, __proto__, NUL, bad UTF-8, 10,000-deep JSON, 10 MB body, endless chunks, 64 kB headers`,
  target: '0 × 5xx, every answer matches the document; 413/431 early; RSS +20 MB at most',
  async run() {
    const server = await startServer({ args: COLLECTING });
    const bearer = await keyFor(server.dataDir, 'writer@desk.example', 'desk');
    const { body } = await ask(server.origin, { path: '/api/v1/openapi.json' });
    const document = body as Document;
    const doors = doorsOf(document);
    const judge = openDocument(document);
    const findings: Findings = { statuses: new Map(), faults: new Map(), asked: 0 };
    const each = Math.ceil(REQUESTS / doors.length);
    const all = doors.flatMap((door) =>
      fc
        .sample(requestsOf(door, document, bearer), { numRuns: each, seed: SEED })
        .map((asked) => ({ door, asked })),
    );
    // Doors in turn, so that the first quarter, which only warms up, has met all of them.
    const mixed = all.map(
      (_, index) => all[(index % doors.length) * each + Math.floor(index / doors.length)],
    );
    const sent = mixed.filter((one) => one !== undefined);
    const quarter = Math.floor(sent.length / 4);
    await flood(server, doors, bearer);
    await fuzz(server, judge, sent.slice(0, quarter), findings);
    const before = await keptBy(server);
    const memory = watchMemory(server.pid);
    progress('F18', `${findings.asked} demandes, ${megas(before)}`);
    await fuzz(server, judge, sent.slice(quarter), findings);
    const replies = await flood(server, doors, bearer);
    const most = await memory.stop();
    const after = await keptBy(server);

    const accidents = [...findings.statuses].reduce(
      (sum, [status, count]) => sum + (status >= 500 ? count : 0),
      0,
    );
    const floods = ['10 MB', 'endless', '64 kB of headers'].map((what) => toldFlood(replies, what));
    for (const [what, { count, example }] of findings.faults)
      progress('F18', `${count} × ${what} — ${example}`);
    const faults = [...findings.faults.values()].reduce((sum, { count }) => sum + count, 0);
    const isAlive = (await ask(server.origin, { path: '/readyz' })).status === 200;
    return {
      isMet:
        accidents === 0 &&
        faults === 0 &&
        floods.every(({ isMet }) => isMet) &&
        after - before <= MOST &&
        server.accidents() === 0 &&
        isAlive,
      measured:
        `${findings.asked} requests to ${doors.length} doors, half of them by a writer’s key (seed ${SEED}): ` +
        `${result(Object.fromEntries(findings.statuses))}; ${accidents} × 5xx; ${faults} answers unlike the document ` +
        `(${findings.faults.size} kinds: ${[...findings.faults.keys()].slice(0, 6).join('; ') || 'none'}); ` +
        `${floods.map(({ text }) => text).join('; ')}; memory after a full collection: ${megas(before)} after the first ` +
        `quarter, ${megas(after)} at the end (${megas(after - before)} more), ${megas(most)} at most on the way`,
    };
  },
};
