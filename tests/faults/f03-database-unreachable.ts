import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { placeOf } from '#db/cluster/place';
import { stopPostmaster } from '#db/cluster/postmaster';
import { startEmbedded } from '#db/embedded';
import { MINUTE } from '#server/domain/facts/intervals';
import { ask } from './kit/asking';
import { keyFor, type Server, startServer } from './kit/server';
import { skewed } from './kit/skewed';
import { atEnd, type Row, seconds, worst } from './kit/support';

const QUICK = 3_000;
const PATIENCE = 30_000;
const BOARD = '/api/v1/answers?profession=optician';
const LATE = 20 * MINUTE;
/** Nobody listens there. */
const CLOSED = 1;

const WORD = () => ({
  platform: 'viamedis',
  flows: ['pec'],
  professions: ['optician'],
  health: 'down',
  effectiveAt: new Date().toISOString(),
  text: 'Panne de l’essai F3.',
});

/** Where a database is said to be: it takes calls and says nothing, until it leads to the socket of one. */
const openPort = async () => {
  let path: string | null = null;
  const sockets = new Set<Socket>();
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const door = createServer((caller) => {
    sockets.add(caller);
    caller.on('error', () => undefined);
    if (path === null) return;
    const database = connect(path);
    database.on('error', () => caller.destroy());
    caller.pipe(database).pipe(caller);
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  atEnd(async () => {
    hangUp();
    door.close();
  });
  const address = door.address();
  const leadTo = (socket: string) => {
    path = socket;
    hangUp();
  };
  return { port: typeof address === 'object' && address ? address.port : 0, leadTo };
};

/** What an instance leaves that has said one bad word and died, its database with it. */
const leaveBehind = async () => {
  const server = await startServer();
  const bearer = await keyFor(server.dataDir, 'duty@viamedis.example', 'viamedis');
  const said = await ask(server.origin, { path: '/api/v1/statements', bearer, body: WORD() });
  if (said.status !== 201) throw new Error(`refusé : ${said.text}`);
  const saidAt = Date.now();
  const { body: board } = await ask(server.origin, { path: BOARD });
  const file = join(server.dataDir, 'record.kept');
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(100))
    if (((await stat(file).catch(() => null))?.mtimeMs ?? 0) > saidAt) break;
  await server.killForGood();
  await stopPostmaster((await placeOf(server.dataDir)).data);
  return { dataDir: server.dataDir, board, bearer };
};
type Left = Awaited<ReturnType<typeof leaveBehind>>;

/** Another start over what was left. `port`: where DATABASE_URL points; `clock`: how far ahead. */
const startOver = async ({ dataDir }: Left, port: number, clock = 0) => {
  const startedAt = Date.now();
  const env = { DATABASE_URL: `postgres://comptoir@127.0.0.1:${port}/comptoir` };
  const args = clock === 0 ? [] : ['--import', skewed(clock)];
  const server = await startServer({ dataDir, env, args });
  return { server, took: Date.now() - startedAt };
};

/** What is not as it was promised of a server without its database. */
const faultsOf = async (server: Server, { board, bearer }: Left, words: readonly string[]) => {
  const [json, page, answer, snapshot, ready, written] = await Promise.all([
    ask(server.origin, { path: BOARD }),
    ask(server.origin, { path: '/opticien' }),
    ask(server.origin, { path: '/opticien/malakoff-humanis' }),
    ask(server.origin, { path: '/api/v1/snapshot' }),
    ask(server.origin, { path: '/readyz' }),
    ask(server.origin, { path: '/api/v1/statements', bearer, body: WORD() }),
  ]);
  const claims: [string, boolean][] = [
    ['the board as it was', JSON.stringify(json.body?.answers) === JSON.stringify(board.answers)],
    ['its age', Number(json.headers.get('age')) > 0],
    ['pages', page.status === 200 && answer.status === 200],
    ...words.map((word): [string, boolean] => [
      `« ${word} » on both`,
      page.text.includes(word) && answer.text.includes(word),
    ]),
    ['the snapshot, signed', snapshot.headers.has('snapshot-signature') && snapshot.body.seq === board.seq],
    ['not ready, and how old', ready.status === 503 && ready.body.age > 0],
    ['a write is 503 with Retry-After', written.status === 503 && written.headers.has('retry-after')],
  ];
  return claims.flatMap(([claim, holds]) => (holds ? [] : [claim]));
};

/** Who asks first after the database is back may still be told the last state, with its age. */
const isOfNow = async ({ origin }: Server): Promise<boolean> => {
  for (const end = Date.now() + 2_000; Date.now() < end; await pause(200)) {
    const { text } = await ask(origin, { path: '/opticien' });
    if (!text.includes('Base injoignable')) return true;
  }
  return false;
};

/** Milliseconds until a write is taken again; the writer tries twice a second. */
const firstWrite = async (server: Server, bearer: string): Promise<number> => {
  const startedAt = Date.now();
  for (; Date.now() < startedAt + PATIENCE; await pause(500)) {
    const { status } = await ask(server.origin, { path: '/api/v1/statements', bearer, body: WORD() });
    if (status === 201) break;
  }
  return Date.now() - startedAt;
};

export const f03: Row = {
  id: 'F3',
  broken: 'server starts with the database unreachable',
  target: '< 3 s; last snapshot served, dated, « à vérifier » when due',
  async run() {
    const left = await leaveBehind();
    const door = await openPort();
    const late = await startOver(left, CLOSED, LATE);
    const faults = await faultsOf(late.server, left, ['Base injoignable', 'à vérifier']);
    await late.server.killForGood();
    const silent = await startOver(left, door.port);
    faults.push(...(await faultsOf(silent.server, left, ['Base injoignable'])));

    const cluster = await startEmbedded(left.dataDir);
    atEnd(cluster.stop);
    door.leadTo(join(cluster.address.host, '.s.PGSQL.5432'));
    const back = await firstWrite(silent.server, left.bearer);
    if (!(await isOfNow(silent.server))) faults.push('of now again within two seconds');
    const starts = [late.took, silent.took];
    return {
      isMet: faults.length === 0 && worst(starts) < QUICK && back < PATIENCE,
      measured:
        `listens ${seconds(late.took)} after its start where the connection is refused, ${seconds(silent.took)} where ` +
        `nobody answers; the board as it was, dated, the pages say « Base injoignable », 20 min later « à vérifier »; ` +
        `writes 503; first write ${seconds(back)} after the database is there; ` +
        (faults.length === 0 ? 'nothing missing' : `missing: ${faults.join(', ')}`),
    };
  },
};
