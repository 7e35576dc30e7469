import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { startSampling, summed } from './kit/sampling';
import { startServer } from './kit/server';
import { heldBy, openSocket } from './kit/sockets';
import { isQuick, progress, type Row, result, seconds, tally, worst } from './kit/support';

const SOCKETS = isQuick ? 200 : 2_000;
const BOARD = '/api/v1/answers?profession=optician';
const PATIENCE = 60_000;
const CALM = 15_000;
const READ_EVERY = 10;
/** So many questions at once that no kernel takes all the answers. */
const QUESTIONS = 8;
const LARGE = '/api/v1/snapshot';
/** They come one after the other: it is their slowness that is measured, not a flood. */
const APART = 5;

/** How a client is slow. `cut`: within how many milliseconds it must be, from its first byte. */
type Slowness = { name: string; cut: number; isDeaf: boolean; first: string; more: string | null };

const ask = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
const SLOW: readonly Slowness[] = [
  {
    name: 'headers',
    cut: 10_000,
    isDeaf: false,
    more: 'X-A: b\r\n',
    first: 'GET / HTTP/1.1\r\nHost: localhost\r\n',
  },
  {
    name: 'body',
    cut: 20_000,
    isDeaf: false,
    more: ' ',
    first:
      'POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
  },
  { name: 'reading', cut: 20_000, isDeaf: true, first: ask(LARGE).repeat(QUESTIONS), more: null },
];
/** Deadlines are looked at now and then, and a socket is given a moment to go. */
const SLACK = 3_000;
const STEP = 1_000;

type Client = { slowness: Slowness; socket: Socket; sentAt: number; cutAt: number | null };

const open = async (origin: string, slowness: Slowness): Promise<Client> => {
  const socket = await openSocket(origin, slowness.isDeaf);
  if (!slowness.isDeaf) socket.resume();
  const client: Client = { slowness, socket, sentAt: performance.now(), cutAt: null };
  socket.once('close', () => {
    client.cutAt ??= performance.now();
  });
  if (!socket.write(slowness.first)) await Promise.race([once(socket, 'drain'), pause(100)]);
  return client;
};

/** Whoever reads nothing does not see that it was cut: the server's side is looked at. */
const lookAtDeaf = async (origin: string, clients: readonly Client[]): Promise<void> => {
  const held = await heldBy(origin);
  for (const client of clients)
    if (client.slowness.isDeaf && !held.has(client.socket.localPort ?? 0)) client.cutAt ??= performance.now();
};

export const f19: Row = {
  id: 'F19',
  broken: `slow headers, slow body, slow read, ${SOCKETS} sockets`,
  target: 'cut at 10/20 s, readers’ p99 < 2×',
  async run() {
    const server = await startServer();
    const questions = [{ path: BOARD }, { path: '/opticien' }];
    const warm = startSampling(server.origin, READ_EVERY, questions);
    await pause(5_000);
    await warm.finish();
    const calm = startSampling(server.origin, READ_EVERY, questions);
    await pause(CALM);
    const before = summed(await calm.finish());

    progress('F19', `${SOCKETS} lents`);
    const reading = startSampling(server.origin, READ_EVERY, questions);
    const clients: Client[] = [];
    const dripping = setInterval(() => {
      for (const { slowness, socket } of clients)
        if (slowness.more !== null && socket.writable) socket.write(slowness.more);
    }, STEP);
    for (let each = 0; each < SOCKETS; each += 1) {
      clients.push(await open(server.origin, SLOW[each % SLOW.length] as Slowness));
      await pause(APART);
    }
    const openedAt = performance.now();
    const left = () => clients.filter(({ cutAt }) => cutAt === null);
    while (left().length > 0 && performance.now() - openedAt < PATIENCE) {
      await lookAtDeaf(server.origin, clients);
      await pause(STEP / 4);
    }
    clearInterval(dripping);
    const during = summed(await reading.finish());
    const lines = SLOW.map((slowness) => {
      const own = clients.filter((client) => client.slowness === slowness);
      const took = own.flatMap(({ sentAt, cutAt }) => (cutAt === null ? [] : [cutAt - sentAt]));
      const isCut = took.length === own.length && worst(took) < slowness.cut + SLACK;
      return {
        isCut,
        text: `${own.length} slow ${slowness.name}: ${took.length} cut, ${seconds(Math.min(...took))} to ${seconds(worst(took))}`,
      };
    });
    const others = { ...before.others, ...during.others };
    return {
      isMet:
        lines.every(({ isCut }) => isCut) && during.p99 < 2 * before.p99 && Object.keys(others).length === 0,
      measured:
        `${lines.map(({ text }) => text).join('; ')}; readers of the board and its page each ${READ_EVERY} ms: ` +
        `${before.result} before (${before.count}), ${during.result} meanwhile (${during.count}), ` +
        `${(during.p99 / before.p99).toFixed(2)}×, answered otherwise: ${result(tally(Object.keys(others)))}`,
    };
  },
};
