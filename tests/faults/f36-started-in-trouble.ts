import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { placeOf } from '#db/cluster/place';
import { stopPostmaster } from '#db/cluster/postmaster';
import { connect } from '#db/database';
import { startEmbedded } from '#db/embedded';
import { buildIfStale } from '#server/build';
import { DAY } from '#server/domain/facts/intervals';
import { freePort } from '../support/runner/free-port';
import { ask } from './kit/asking';
import { filesIn, fill, remount, smallDisk } from './kit/disk';
import { aPerson } from './kit/people';
import { descriptorsOf } from './kit/process';
import { environment, keyFor, openDatabase, ROOT, startServer } from './kit/server';
import { atEnd, makeFolder, progress, type Row, seconds, worst } from './kit/support';

const MEGABYTES = 300;
const LISTENS = 5_000;
const PATIENCE = 60_000;
const BOARD = '/api/v1/answers?profession=optician';
const LATER = '9999_later.sql';
const WORD = () => ({
  platform: 'viamedis',
  flows: ['pec'],
  professions: ['optician'],
  health: 'down',
  effectiveAt: new Date().toISOString(),
  text: 'Panne de l’essai F36.',
});

type Account = { uid?: number; gid?: number };

/** The program started once, as whoever; it either listens or says why not. */
const startOnce = async (dataDir: string, account: Account = {}) => {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['app/build/program.js'], {
    ...account,
    cwd: ROOT,
    env: environment({ DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn', HOME: '/tmp' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = once(child, 'close').then(([code]) => code as number);
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await pause(50))
    if (out.includes(`:${port}`) || child.exitCode !== null) break;
  const stop = async (): Promise<number | null> => {
    if (child.exitCode === null) child.kill('SIGTERM');
    return ended;
  };
  atEnd(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    took: performance.now() - startedAt,
    pid: child.pid ?? 0,
    isListening: child.exitCode === null,
    code: () => child.exitCode,
    lines: () => err.split('\n').filter(Boolean),
    ended,
    stop,
  };
};
type Started = Awaited<ReturnType<typeof startOnce>>;

/** A first start that leaves a record and a key behind it, and a PostgreSQL that is stopped. */
const leaveBehind = async (dataDir: string, account: Account = {}): Promise<void> => {
  const first = await startOnce(dataDir, account);
  if (!first.isListening) throw new Error(first.lines().join('\n'));
  await ask(first.origin, { path: BOARD });
  const file = join(dataDir, 'record.kept');
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await pause(100))
    if (await stat(file).catch(() => null)) break;
  await pause(1_500);
  await first.stop();
  await stopPostmaster((await placeOf(dataDir)).data);
};

type Claims = [string, boolean][];
const brokenOf = (claims: Claims): string[] => claims.flatMap(([claim, holds]) => (holds ? [] : [claim]));

/** A start that goes on from what is kept, dated, and leaves nothing where nothing can be written. */
const servesKept = async (
  name: string,
  dataDir: string,
  account: Account = {},
): Promise<Started & { broken: string[] }> => {
  const before = await filesIn(dataDir);
  const started = await startOnce(dataDir, account);
  if (!started.isListening)
    return { ...started, broken: [`${name}: does not start (${started.lines().slice(-1)})`] };
  await pause(1_500);
  const held = await descriptorsOf(started.pid);
  const [board, page, ready] = await Promise.all(
    [BOARD, '/opticien', '/readyz'].map((path) => ask(started.origin, { path })),
  );
  await pause(12_000);
  const [lines, later] = [started.lines(), await descriptorsOf(started.pid)];
  const after = (await filesIn(dataDir)).filter((file) => !before.includes(file));
  await started.stop();
  const claims: Claims = [
    ['listens in time', started.took < LISTENS],
    ['board, dated', board?.status === 200 && Number(board.headers.get('age')) > 0],
    ['page, dated', page?.status === 200 && page.text.includes('Base injoignable')],
    ['not ready', ready?.status === 503],
    [`no litter (${after.slice(0, 3)})`, after.length === 0],
    [`descriptors (${held} then ${later})`, later <= held + 4],
    [
      `the cure in the log, and few lines (${lines.length})`,
      lines.length <= 6 && lines.some((line) => line.includes('cure')),
    ],
  ];
  return { ...started, broken: brokenOf(claims).map((claim) => `${name}: ${claim}`) };
};

/** A start that is refused, in one sentence with its cure, and leaves nothing. */
const refuses = async (
  name: string,
  dataDir: string,
  cure: RegExp,
  account: Account = {},
): Promise<string[]> => {
  const before = await filesIn(dataDir);
  const started = await startOnce(dataDir, account);
  if (started.isListening) {
    await started.stop();
    return [`${name}: not refused`];
  }
  const code = await started.ended;
  const said = started.lines().join(' ');
  const after = (await filesIn(dataDir)).filter((file) => !before.includes(file));
  return brokenOf([
    [`code 1 (${code})`, code === 1],
    [`its cure (${said.slice(0, 200)})`, cure.test(said) && !/\n\s+at /.test(said)],
    [`no litter (${after.slice(0, 3)})`, after.length === 0],
  ]).map((claim) => `${name}: ${claim}`);
};

const onFullDisk = async (): Promise<{ broken: string[]; took: number | null }> => {
  const dataDir = await smallDisk(MEGABYTES);
  if (dataDir === null) return { broken: [], took: null };
  await leaveBehind(dataDir);
  await rm(join(dataDir, 'postgres.lock'), { force: true });
  const makeRoom = await fill(dataDir);
  const kept = await servesKept('full disk', dataDir);
  const record = await readFile(join(dataDir, 'record.kept'));
  await rm(join(dataDir, 'record.kept'));
  await fill(dataDir);
  const broken = [
    ...kept.broken,
    ...(await refuses('full disk, nothing kept', dataDir, /disque est plein.+faites de la place/)),
  ];
  await makeRoom();
  await writeFile(join(dataDir, 'record.kept'), record);
  await remount(dataDir, 'ro');
  const readOnly = await servesKept('read-only disk', dataDir);
  broken.push(...readOnly.broken);
  await remount(dataDir, 'rw');
  await rm(join(dataDir, 'record.kept'));
  await remount(dataDir, 'ro');
  broken.push(...(await refuses('read-only disk, nothing kept', dataDir, /droit d’écrire.+DATA_DIR/)));
  await remount(dataDir, 'rw');
  const again = await startOnce(dataDir);
  if (!again.isListening) broken.push(`does not start again with room: ${again.lines().slice(-1)}`);
  await again.stop();
  return { broken, took: worst([kept.took, readOnly.took]) };
};

/** Root writes whatever the modes say: somebody else is asked for where we are root. */
const TESTER: Account = { uid: 1001, gid: 1001 };
const inClosedFolder = async (): Promise<string[]> => {
  const account = process.getuid?.() === 0 ? TESTER : {};
  const dataDir = await makeFolder();
  if (account.uid !== undefined) await chown(dataDir, account.uid, account.gid ?? account.uid);
  await leaveBehind(dataDir, account);
  await chmod(dataDir, 0o555);
  const kept = await servesKept('closed folder', dataDir, account);
  await chmod(dataDir, 0o755);
  await rm(join(dataDir, 'record.kept'));
  await chmod(dataDir, 0o555);
  const broken = await refuses('closed folder, nothing kept', dataDir, /droit d’écrire.+DATA_DIR/, account);
  await chmod(dataDir, 0o755);
  return [...kept.broken, ...broken];
};

/** What else may be amiss in a folder that can be written in. */
const inOneFolder = async (): Promise<string[]> => {
  const server = await startServer();
  const { dataDir } = server;
  const bearer = await keyFor(dataDir, 'duty@viamedis.example', 'viamedis');
  const { db, close } = await openDatabase(server);
  await aPerson(
    { db, now: () => new Date() },
    { organisation: 'desk', age: DAY, also: { totpSecret: 'sealed' } },
  );
  await close();
  await pause(2_500);
  await server.stop();
  const broken: string[] = [];

  const normal = await startOnce(dataDir);
  let ready = await ask(normal.origin, { path: '/readyz' });
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline && ready.status !== 200; await pause(50))
    ready = await ask(normal.origin, { path: '/readyz' });
  const first = await ask(normal.origin, { path: BOARD });
  await pause(6_500);
  const said = normal.lines().filter((line) => !line.includes('nobody'));
  broken.push(
    ...brokenOf([
      ['a ready server’s first answer is of now', ready.status === 200 && first.headers.get('age') === null],
      [`a normal start warns of nothing (${said.slice(0, 2)})`, said.length === 0],
    ]),
  );
  await normal.stop();

  const secret = await readFile(join(dataDir, 'secret.key'));
  await rm(join(dataDir, 'secret.key'));
  broken.push(
    ...(await refuses('missing key', dataDir, /secret\.key n’est plus.+npm run restore.+new-secret-key/)),
  );
  await writeFile(join(dataDir, 'secret.key'), secret, { mode: 0o600 });

  await writeFile(join(dataDir, 'record.kept'), Buffer.alloc(5_000, 7));
  const corrupted = await startOnce(dataDir);
  await pause(2_500);
  broken.push(
    ...brokenOf([
      [
        'a corrupted record: starts',
        corrupted.isListening && (await ask(corrupted.origin, { path: BOARD })).status === 200,
      ],
      [
        'a corrupted record: one line',
        corrupted.lines().filter((line) => line.includes('état gardé')).length === 1,
      ],
      ['a corrupted record: written anew', (await stat(join(dataDir, 'record.kept'))).size !== 5_000],
    ]),
  );
  await corrupted.stop();

  const cluster = await startEmbedded(dataDir);
  const later = connect(cluster.address);
  await later.pool.query('insert into migration (name, checksum) values ($1, $1)', [LATER]);
  await later.close();
  await cluster.stop();
  const older = await startOnce(dataDir);
  const board = await ask(older.origin, { path: BOARD });
  const word = await ask(older.origin, { path: '/api/v1/statements', bearer, body: WORD() });
  await pause(8_000);
  broken.push(
    ...brokenOf([
      ['a newer schema: dated', board.status === 200 && Number(board.headers.get('age')) > 0],
      [
        'a newer schema: said to writers',
        word.body?.type === 'urn:comptoir:problem:outdated' && !word.text.includes('quelques secondes'),
      ],
      [
        `a newer schema: one line (${older.lines().length})`,
        older.lines().length === 1 && older.lines().join().includes('version plus récente'),
      ],
    ]),
  );
  await older.stop();
  await rm(join(dataDir, 'record.kept'));
  broken.push(
    ...(await refuses('newer schema, nothing kept', dataDir, /9999_later.+lancez une version plus récente/)),
  );
  return broken;
};

export const f36: Row = {
  id: 'F36',
  broken:
    'a start with a full disk, a read-only folder, a missing key, a corrupted kept record, a newer schema',
  target: 'served dated or refused with the cure; no litter',
  async run() {
    await buildIfStale();
    const full = await onFullDisk();
    progress('F36', `disque : ${full.broken.length} manques`);
    const broken = [...full.broken, ...(await inClosedFolder())];
    progress('F36', `dossier fermé : ${broken.length} manques`);
    broken.push(...(await inOneFolder()));
    return {
      isMet: broken.length === 0,
      measured:
        `${full.took === null ? 'full and read-only disks SKIPPED (no right to mount)' : `full and read-only disks: listens ${seconds(full.took)} after its start, dated, nothing left behind, refused with the cure where nothing is kept`}; ` +
        `a folder closed to its account, a missing key, a corrupted record, a newer schema, a normal start: ` +
        `${broken.length === 0 ? 'nothing missing' : `missing: ${broken.join(' · ')}`}`,
    };
  },
};
