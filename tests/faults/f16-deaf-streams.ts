import { setTimeout as pause } from 'node:timers/promises';
import { quantile } from '../bench/measure';
import { ask } from './kit/asking';
import { megas, residentOf, watchMemory } from './kit/process';
import { keyFor, type Server, startServer } from './kit/server';
import { heldBy, keptFor, openSocket } from './kit/sockets';
import { isQuick, median, progress, type Row, seconds, worst } from './kit/support';
import { type Waiting, waitFor } from './kit/waiting';

const DEAF = isQuick ? 100 : 1_000;
const GOOD = 20;
const CHANGES = isQuick ? 20 : 100;
const MOST = 150_000_000;
const PATIENCE = 60_000;
/** A kernel with memory to spare takes some megabytes for each before it takes no more. */
const FILLING = 240_000;
/** Behind for ten seconds, then looked at every five at least. */
const CUT = { least: 10_000, most: 16_000 };

const claim = { platform: 'viamedis', professions: 'all', precision: 'minute' };
const FLOWS = ['carte', 'pec', 'idb', 'dre'];

/** From the accepted change to its event at each of those who read, milliseconds. */
type Result = { delays: number[]; bytes: number };

/** Says one change that moves most of the board; resolves once all who read have heard of it. */
const change = async (
  server: Server,
  bearer: string,
  index: number,
  good: readonly Waiting[],
): Promise<Result> => {
  const before = good.map((each) => each.heard().length);
  const body = {
    ...claim,
    flows: FLOWS,
    health: index % 2 === 0 ? 'down' : 'operational',
    effectiveAt: new Date().toISOString(),
  };
  const saidAt = performance.now();
  const { status, text } = await ask(server.origin, { path: '/api/v1/statements', bearer, body });
  if (status !== 201) throw new Error(`refusé : ${status} ${text}`);
  for (const deadline = performance.now() + PATIENCE; performance.now() < deadline; await pause(1)) {
    if (good.every((each, rank) => each.heard().length > (before[rank] ?? 0))) break;
  }
  const heard = good.map((each, rank) => each.heard()[before[rank] ?? 0]);
  const bytes = heard[0]?.bytes ?? 0;
  return { bytes, delays: heard.map((event) => (event?.at ?? Number.POSITIVE_INFINITY) - saidAt) };
};

/** Watches what the kernel holds for each of the deaf: when it last took a byte, and when it was cut. */
const watchDeaf = (origin: string, ports: readonly number[]) => {
  const states = new Map(ports.map((port) => [port, { held: 0, grewAt: 0, cutAt: 0 }]));
  const look = async () => {
    const held = await heldBy(origin);
    const now = performance.now();
    for (const [port, state] of states) {
      const bytes = held.get(port);
      if (bytes === undefined) state.cutAt ||= now;
      else if (bytes > state.held) Object.assign(state, { held: bytes, grewAt: now });
    }
  };
  return {
    look,
    states: () => [...states.values()],
    left: () => [...states.values()].filter(({ cutAt }) => !cutAt),
  };
};

export const f16: Row = {
  id: 'F16',
  broken: `${DEAF} SSE clients that never read`,
  target: '< +150 MB, cut after 10 s undrained, others’ p99 < 2×',
  async run() {
    const server = await startServer();
    const bearer = await keyFor(server.dataDir, 'duty@viamedis.example', 'viamedis');
    const listen = () => waitFor(server.origin, 'optician');
    const good = [];
    // Half of those who read came before the deaf, half after: whoever is served last must not pay for them.
    while (good.length < GOOD / 2) good.push(await listen());
    const before: Result[] = [];
    for (let each = 0; each < 10; each += 1) await change(server, bearer, each, good);
    const early = good.slice();
    while (good.length < GOOD) good.push(await listen());
    await pause(500);
    for (let each = 0; each < CHANGES; each += 1) {
      before.push(await change(server, bearer, each, good));
      await pause(120);
    }
    for (const each of good.slice(GOOD / 2)) each.close();
    const resident = await residentOf(server.pid());
    const memory = watchMemory(server.pid);

    progress('F16', `${DEAF} sourds`);
    const question = `GET /api/v1/stream?profession=optician HTTP/1.1\r\nHost: localhost\r\n\r\n`;
    const deaf = [];
    for (let each = 0; each < DEAF; each += 1) {
      const socket = await openSocket(server.origin, true);
      socket.write(question);
      deaf.push(socket.localPort ?? 0);
    }
    const late = [];
    while (late.length < GOOD / 2) late.push(await listen());
    await pause(1_000);
    const watched = watchDeaf(server.origin, deaf);
    const during: Result[] = [];
    const startedAt = performance.now();
    for (let each = 0; watched.left().length > 0 && performance.now() - startedAt < FILLING; each += 1) {
      during.push(await change(server, bearer, each, [...early, ...late]));
      await watched.look();
      await pause(120);
    }
    const most = (await memory.stop()) - resident;
    const kept = [...(await keptFor(server.origin)).values()].reduce((sum, bytes) => sum + bytes, 0);
    const undrained = watched.states().flatMap(({ cutAt, grewAt }) => (cutAt ? [cutAt - grewAt] : []));
    const p99 = (result: readonly Result[]) =>
      quantile(
        result.flatMap(({ delays }) => delays),
        0.99,
      );
    const p50 = (result: readonly Result[]) =>
      quantile(
        result.flatMap(({ delays }) => delays),
        0.5,
      );
    const [alone, beside] = [p99(before), p99(during)];
    const isCut =
      undrained.length === DEAF && undrained.every((each) => each >= CUT.least - 600 && each <= CUT.most);
    return {
      isMet: isCut && most < MOST && beside < 2 * alone,
      measured:
        `${DEAF} deaf of ${DEAF + GOOD} streams, ${during.length} changes of ${Math.round((during[0]?.bytes ?? 0) / 1000)} kB: ` +
        `the kernel took ${megas(median(watched.states().map(({ held }) => held)))} for each (median) before it took no more; ` +
        `${undrained.length} cut, ${seconds(Math.min(...undrained))} to ${seconds(worst(undrained))} after their last byte, ${megas(kept)} still kept for them by the kernel; ` +
        `memory ${megas(resident)} before, +${megas(most)} at most; from a statement’s leaving to its event, ${GOOD} who read: ` +
        `p50 ${p50(before).toFixed(1)} ms and p99 ${alone.toFixed(1)} ms without the deaf (${before.length} changes), ` +
        `p50 ${p50(during).toFixed(1)} ms and p99 ${beside.toFixed(1)} ms with them (${(beside / alone).toFixed(2)}×)`,
    };
  },
};
