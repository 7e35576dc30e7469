import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { doubtOf } from '#app/widget/age';
import { connect } from '#db/database';
import { listMonths } from '#db/observations';
import { DAY, HOUR, MINUTE } from '#server/domain/facts/intervals';
import { ask } from './kit/asking';
import { openJumpingClock } from './kit/jumping-clock';
import { command, keyFor, type Server, startServer } from './kit/server';
import { atEnd, makeFolder, progress, type Row } from './kit/support';

const JUMPS: readonly (readonly [string, number])[] = [
  ['+2 h', 2 * HOUR],
  ['-2 h', -2 * HOUR],
  ['+400 d', 400 * DAY],
];
/** The clock is looked at each ten seconds. */
const NOTICED = 30_000;
const LINE = 'horloge de la machine a sauté';

type Readiness = { status: string; clock: { aheadBy: number } | null };
const readiness = async ({ origin }: Server): Promise<Readiness> =>
  (await ask(origin, { path: '/readyz' })).body;

const until = async (isSo: () => Promise<boolean>, within = NOTICED): Promise<boolean> => {
  for (const deadline = performance.now() + within; performance.now() < deadline; await pause(250))
    if (await isSo().catch(() => false)) return true;
  return false;
};

/** What somebody with a good watch finds, each a fault. */
type Look = { server: Server; bearer: string; faults: string[]; when: string };

const word = {
  platform: 'viamedis',
  flows: ['pec'],
  professions: ['optician'],
  precision: 'minute',
};
const say = async ({ server, bearer, faults, when }: Look, health: string): Promise<void> => {
  const body = { ...word, health, effectiveAt: new Date(Date.now() - MINUTE).toISOString() };
  const { status, body: said } = await ask(server.origin, { path: '/api/v1/statements', bearer, body });
  if (status !== 201)
    faults.push(`${when}: a word is answered ${status} ${JSON.stringify(said).slice(0, 200)}`);
  else if (Math.abs(Date.parse(said.recordedAt) - Date.now()) > MINUTE)
    faults.push(`${when}: a word is dated ${said.recordedAt}`);
  const { body: board } = await ask(server.origin, { path: '/api/v1/answers/optician/platforms/viamedis' });
  if (board.verdict !== (health === 'down' ? 'suspended' : 'restricted'))
    faults.push(`${when}: after « ${health} » the board says ${board.verdict}`);
};

/** Whether what is signed is of this minute, or doubted by whoever reads it. */
const lookAtSigned = async ({ server, faults, when }: Look): Promise<void> => {
  const { body } = await ask(server.origin, { path: '/api/v1/snapshot' });
  const apart = Math.abs(Date.parse(body.generatedAt) - Date.now());
  const came = { sentAgo: 0, receivedAt: 0 };
  const doubt = doubtOf(body, came, { now: Date.now(), running: 0 });
  // One signed before the clock jumped grows old as any other.
  if (apart > 16 * MINUTE && doubt === null) faults.push(`${when}: a state of ${body.generatedAt} is fresh`);
  if (Date.parse(body.generatedAt) > Date.now() + MINUTE && doubt === null)
    faults.push(`${when}: a state of an instant to come, ${body.generatedAt}, is fresh`);
};

export const f33: Row = {
  id: 'F33',
  broken: 'the clock of the machine (node and PostgreSQL) +2 h, −2 h, +400 d, then right again',
  target:
    'nothing signed ahead or behind by more than a minute is ever fresh; no partition dropped; said; repaired by one command; journal intact',
  async run() {
    const faults: string[] = [];
    const clock = await openJumpingClock();
    const env = { DATABASE_URL: clock.url, LOG_LEVEL: 'warn', ...clock.env };
    const { db, close } = connect(clock.url, { statementTimeout: 0 });
    atEnd(close);
    const ours = { DATABASE_URL: clock.url };
    const check = async (when: string, dataDir: string) => {
      const { code, err } = await command('verify', dataDir, [], ours);
      if (code !== 0) faults.push(`${when}: verify says ${err.slice(-300)}`);
    };

    // Ahead from its first start: nothing tells.
    await clock.set(2 * HOUR);
    let heard = '';
    const server = await startServer({ env, heard: (text) => (heard += text) });
    const bearer = await keyFor(server.dataDir, 'duty@viamedis.example', 'viamedis', clock.url);
    const look = (when: string): Look => ({ server, bearer, faults, when });
    const first = {
      ...word,
      health: 'down',
      effectiveAt: new Date(Date.now() + 2 * HOUR - MINUTE).toISOString(),
    };
    const { status } = await ask(server.origin, { path: '/api/v1/statements', bearer, body: first });
    if (status !== 201) throw new Error(`refusé : ${status}`);
    await clock.set(0);
    const isNoticed = () => until(async () => (await readiness(server)).clock !== null);
    if (!(await isNoticed())) faults.push('right again: not noticed');
    await lookAtSigned(look('right again, not repaired'));
    const repair = await command('admin', server.dataDir, ['clock', '--trust-machine'], ours);
    if (repair.code !== 0) faults.push(`the repair is refused: ${repair.err}`);
    const isRight = () =>
      until(async () => {
        const { status: readyz, clock: doubt } = await readiness(server);
        const { body } = await ask(server.origin, { path: '/api/v1/snapshot' });
        return (
          readyz === 'ready' && doubt === null && Math.abs(Date.parse(body.generatedAt) - Date.now()) < MINUTE
        );
      });
    if (!(await isRight())) faults.push('repaired: not of now within half a minute');
    await check('repaired', server.dataDir);
    const { body: board } = await ask(server.origin, { path: '/api/v1/answers/optician/platforms/viamedis' });
    if (board.verdict !== 'suspended')
      faults.push(`repaired: the word of an hour to come is lost, ${board.verdict}`);
    progress('F33', `ahead from the first start: ${faults.length} faults`);

    const months = (await listMonths(db)).length;
    for (const [name, jump] of JUMPS) {
      heard = '';
      await clock.set(jump);
      if (!(await isNoticed())) faults.push(`${name}: not noticed in ${NOTICED / 1000} s`);
      if (!heard.includes(LINE)) faults.push(`${name}: no line in the log`);
      const page = await fetch(`${server.origin}/opticien`).then((reply) => reply.text());
      if (!page.includes('Heure à vérifier')) faults.push(`${name}: no word on the page`);
      await say(look(name), 'degraded');
      await lookAtSigned(look(name));
      // A start runs all jobs, retention too.
      await server.terminate();
      await server.whenListening();
      await pause(3_000);
      await say(look(`${name}, started again`), 'down');
      await lookAtSigned(look(`${name}, started again`));
      if ((await listMonths(db)).length < months) faults.push(`${name}: a month of results is gone`);
      await clock.set(0);
      if (!(await isRight())) faults.push(`${name}, right again: not of now within half a minute`);
      await say(look(`${name}, right again`), 'degraded');
      await check(`${name}, right again`, server.dataDir);
      progress('F33', `${name}: ${faults.length} faults so far`);
    }
    const folder = join(await makeFolder(), 'backup');
    const { code, err } = await command('backup', server.dataDir, [folder], ours);
    const restored = await command('restore', await makeFolder(), [folder, '--without-keys']);
    if (code !== 0 || restored.code !== 0) faults.push(`backup ${err}, restore ${restored.err}`);
    const jumps = await sql<{
      n: number;
    }>`select count(*)::int as n from audit where action = 'clock-jumped'`.execute(db);
    return {
      isMet: faults.length === 0,
      measured:
        `${clock.how}: ahead by 2 h from the first start and repaired by one command, then ${JUMPS.map(([name]) => name).join(', ')} ` +
        `while it runs and over a start, each set right again; ${jumps.rows[0]?.n} rows of the journal tell of it; ` +
        `${faults.length} faults${faults.length > 0 ? `: ${faults.join('; ')}` : ''}`,
    };
  },
};
