import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { placeOf } from '#db/cluster/place';
import type { Db } from '#db/database';
import { DAY } from '#server/domain/facts/intervals';
import { readSignedHeads, type SignedHead } from '#server/signing/signed-heads';
import { command } from '../support/runner/commands';
import { openPeople } from './doors/cast';
import { BEHIND, type Behind, goBehind } from './journal/behind';
import { ask } from './kit/asking';
import type { Voice } from './kit/people';
import { type Server, startServer } from './kit/server';
import { isQuick, progress, type Row, seconds, worst } from './kit/support';

const run = promisify(execFile);

/** The signer looks every two seconds, at accounts every ten; busy machines are slower. */
const PATIENCE = 40_000;
const LONGEST = 15_000;
/** Longer than what was read is trusted for. */
const LINGER = isQuick ? 6_000 : 10_000;
/** A state that does not change is signed again after a minute. */
const LINGER_LAST = isQuick ? 3_000 : 65_000;

const until = async (what: string, isSo: () => Promise<boolean>): Promise<number> => {
  const startedAt = performance.now();
  while (performance.now() - startedAt < PATIENCE) {
    if (await isSo().catch(() => false)) return performance.now() - startedAt;
    await pause(100);
  }
  throw new Error(`${what} : pas en ${PATIENCE / 1000} s`);
};

const readyAs = async ({ origin }: Server) => (await ask(origin, { path: '/readyz' })).body.status;
const isRefused = async (server: Server): Promise<boolean> => {
  const { text } = await ask(server.origin, { path: '/metrics' });
  return (await readyAs(server)) === 'journal-refused' && /^comptoir_journal_refused 1$/m.test(text);
};
const headOf = async (db: Db) => {
  const { number } = await db.selectFrom('auditHead').select('number').executeTakeFirstOrThrow();
  return Number(number);
};
const lastSigned = async ({ dataDir }: Server): Promise<SignedHead | undefined> =>
  (await readSignedHeads(dataDir)).at(-1);
const verify = async ({ dataDir }: Pick<Server, 'dataDir'>, ...files: string[]) =>
  command('verify', { DATA_DIR: dataDir, LOG_LEVEL: 'fatal' }, ...files);

let said = 0;
const speak = async (server: Server, headers: Voice): Promise<void> => {
  said += 1;
  const body = { platform: 'viamedis', flows: ['pec'], professions: 'all', health: 'down' };
  const { status, text } = await ask(server.origin, {
    path: '/api/v1/statements',
    headers,
    body: { ...body, effectiveAt: new Date().toISOString(), text: `Coupure ${said}` },
  });
  if (status !== 201) throw new Error(`parole : ${status} ${text}`);
};

const published = async ({ dataDir }: Server): Promise<string> =>
  JSON.parse(await readFile(join(dataDir, 'public', 'snapshot.json'), 'utf8')).generatedAt;

/** The newest that was signed, in memory of the service and in its folder. */
const newest = async (server: Server): Promise<string> => {
  const held = await ask(server.origin, { path: '/api/v1/snapshot' });
  return [held.body?.generatedAt ?? '', await published(server)].sort().at(-1) ?? '';
};

const stage = async (server: Server) => {
  const { db, person } = await openPeople(server);
  const manager = await person('viamedis', { role: 'manager' });
  const invited = await person('viamedis', { invitedBy: manager, age: 2 * DAY });
  return { db, account: invited.id, voice: (await manager.key()).voice };
};
type Stage = Awaited<ReturnType<typeof stage>>;

/** Says something, and waits until it is signed. Resolves to the last row before it. */
const speakAndSign = async (server: Server, { db, voice }: Stage): Promise<number> => {
  const before = await headOf(db);
  await speak(server, voice);
  const head = await headOf(db);
  // Nobody else may ask.
  await until('signé', async () => {
    await ask(server.origin, { path: '/api/v1/snapshot' });
    return ((await lastSigned(server))?.number ?? 0) >= head;
  });
  return before;
};

type Tried = { name: string; faults: string[]; tookMs: number };

const tryBehind = async (server: Server, staged: Stage, behind: Behind): Promise<Tried> => {
  const { db, account, voice } = staged;
  const faults: string[] = [];
  const last = await speakAndSign(server, staged);
  const signed = await lastSigned(server);
  const mend = await goBehind(db, behind, { last, account });
  const startedAt = performance.now();
  await until(`${behind.name} : refusé`, () => isRefused(server));
  const tookMs = performance.now() - startedAt;
  const found = await verify(server);
  if (found.code !== 1) faults.push('verify finds nothing');
  const before = await newest(server);
  // Something to sign; with its head rewound the journal takes no more rows.
  await speak(server, voice).catch(() => undefined);
  await pause(LINGER);
  if ((await newest(server)) !== before) faults.push('a newer state was signed');
  if ((await lastSigned(server))?.hash !== signed?.hash) faults.push('another head was signed');
  if (!(await isRefused(server))) faults.push('no longer refused');
  const board = await ask(server.origin, { path: '/api/v1/answers?profession=optician' });
  if (!(Number(board.headers.get('Age')) > 0)) faults.push('boards stay fresh');
  await mend();
  await until(`${behind.name} : signe à nouveau`, async () => (await readyAs(server)) === 'ready');
  const mended = await verify(server);
  if (mended.code !== 0) faults.push(`mended, verify says ${mended.said}`);
  return { name: behind.name, faults, tookMs };
};

const copyTo = (from: string, to: string) => run('cp', ['-a', from, to]);

/** The database as it was before what was signed last, its service started over it. */
const restoreBefore = async (server: Server): Promise<Tried> => {
  const { dataDir } = server;
  const faults: string[] = [];
  const { data } = await placeOf(dataDir);
  const [aside, old] = [`${data}-aside`, join(dataDir, 'old.json')];
  await server.stop();
  await copyTo(data, aside);
  await copyTo(join(dataDir, 'public', 'snapshot.json'), old);
  await copyTo(join(dataDir, 'public', 'snapshot.json.sig'), `${old}.sig`);
  const next = await startServer({ dataDir });
  await speakAndSign(next, await stage(next));
  const signed = await lastSigned(next);
  const state = join(dataDir, 'state.json');
  const newer = await ask(next.origin, { path: '/api/v1/snapshot' });
  await writeFile(state, newer.text);
  await writeFile(`${state}.sig`, newer.headers.get('Snapshot-Signature') ?? '');
  const seen = await verify(next, state);
  if (seen.code !== 0) faults.push(`the last state is not verified: ${seen.said}`);
  for (const end of ['', '.sig']) await copyTo(old + end, state + end);
  if ((await verify(next, state)).code !== 1) faults.push('an old state put back is believed');
  await next.stop();
  await rm(data, { recursive: true });
  await copyTo(aside, data);
  const startedAt = performance.now();
  const restored = await startServer({ dataDir });
  await until('base d’avant : refusée', () => isRefused(restored));
  const tookMs = performance.now() - startedAt;
  if ((await verify(restored)).code !== 1) faults.push('verify finds nothing');
  await pause(LINGER_LAST);
  const { body } = await ask(restored.origin, { path: '/api/v1/snapshot' });
  if ((body?.generatedAt ?? '') > (signed?.generatedAt ?? '')) faults.push('a newer state was signed');
  if ((await lastSigned(restored))?.hash !== signed?.hash) faults.push('another head was signed');
  return { name: 'the database restored to before', faults, tookMs };
};

export const f31: Row = {
  id: 'F31',
  broken:
    'the end of the journal cut, head rewound, an account’s inviter or age changed, an older head signed',
  target: 'found by verify and by the signer, which refuses: said within 15 s, nothing newer signed',
  async run() {
    const server = await startServer();
    const staged = await stage(server);
    await until('publié', async () => (await published(server)) !== '');
    const tried: Tried[] = [];
    for (const behind of BEHIND) {
      const each = await tryBehind(server, staged, behind);
      progress('F31', `${each.name} : ${each.faults.join(', ') || seconds(each.tookMs)}`);
      tried.push(each);
    }
    const gaveUp = ({ message }: Error): Tried => ({ name: 'restored', faults: [message], tookMs: 0 });
    tried.push(await restoreBefore(server).catch(gaveUp));
    const wrong = tried.filter(({ faults }) => faults.length > 0);
    const took = tried.map(({ tookMs }) => tookMs);
    return {
      isMet: wrong.length === 0 && worst(took) < LONGEST,
      measured:
        `${tried.map(({ name, tookMs }) => `${name}: refused after ${seconds(tookMs)}`).join('; ')}; verify exits 1 ` +
        `each time, 0 once mended; watched ${LINGER / 1000} s each while something is to be signed, ${LINGER_LAST / 1000} s the last: ` +
        `${wrong.map(({ name, faults }) => `${name}: ${faults.join(', ')}`).join('; ') || 'nothing newer signed, boards grow old'}; an old ` +
        'state put back where a newer was seen: not verified',
    };
  },
};
