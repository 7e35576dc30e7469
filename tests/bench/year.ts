import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { openDatabase, type Server, startServer } from '../faults/kit/server';
import { progress } from '../faults/kit/support';
import type { Things } from '../support/runner/walk/addresses';
import { signIn } from './load/sign-in';
import { processesOf, proportionalOf, spentBetween, spentBy, sum } from './load/spending';
import { less, type Measure, ms, quantile, type Result } from './measure';
import { addressesOf, type Group } from './year/addresses';
import { type Answer, askAll, settled } from './year/asking';
import { type Cost, copiesOf } from './year/copies';
import { bringUpToDate, copyOf, isOurs, makeYear, sizeOfNow } from './year/make';

/** How much of a year: a tenth shows what costs with the volume in a few minutes. */
const OF = Number(process.env.BENCH_YEAR) || 1;
/** How long its rest is watched, milliseconds. */
const WATCHED = 1000 * (Number(process.env.BENCH_REST_SECONDS) || 180);
const WALL = 60;
const PROCESSOR = 30;
const OLDEST = '3a9ac2b';

const GROUPS: readonly Group[] = ['pages', 'routes', 'of the past', 'space'];
const NAMED = 6;

const thingsIn = async (server: Server): Promise<{ things: Things; older: string }> => {
  const { db, close } = await openDatabase(server);
  const { rows } = await sql<Omit<Things, 'profession'> & { older: string }>`
    select 'viamedis' as platform, 'viamedis' as organisation,
      (select mutuelle from convention where platform = 'viamedis' order by mutuelle limit 1) as mutuelle,
      (select incident from statement where incident like 'annee-%' order by said desc limit 1) as incident,
      (select incident from closing where incident like 'annee-%' order by effective_at limit 1) as older,
      (select id from notice where id like 'annee-%' order by published_at desc limit 1) as notice,
      (select id from maintenance where id like 'annee-%' order by "from" desc limit 1) as maintenance,
      (select id from statement where incident like 'annee-%' order by said desc limit 1) as statement,
      (select id from probe where id like 'annee-%' order by id limit 1) as probe`.execute(db);
  await close();
  const [found] = rows;
  if (!found) throw new Error('rien n’est là');
  const { older, ...things } = found;
  return { things: { profession: 'optician', ...things }, older };
};

/** A person of the desk, with the sessions that somebody leaves in a year; null: this program signs nobody in this way. */
const signedIn = async (server: Server): Promise<string | null> => {
  const cookie = await signIn(server, 'desk').catch((error: Error) => {
    progress('year', `nobody is signed in: ${error.message.slice(0, 200)}`);
    return null;
  });
  if (cookie === null) return null;
  const { db, close } = await openDatabase(server);
  await sql`
    update session set account = (select id from account where email like 'personne-inventee@%' limit 1)
    where account = (select id from account where email = 'desk@annee.example')`.execute(db);
  await close();
  return cookie;
};

const told = ({ path, wall, processor, status }: Answer): string =>
  `${path} ${ms(wall)}, ${ms(processor)}${status === 0 ? ' (no answer)' : status >= 300 ? ` (${status})` : ''}`;

const groupResult = (group: Group, all: readonly Answer[]): Result => {
  const answers = all.filter((each) => each.group === group);
  const wall = quantile(
    answers.map((each) => each.wall),
    0.95,
  );
  const processor = quantile(
    answers.map((each) => each.processor),
    0.95,
  );
  const worst = new Map(
    [...answers].sort((a, b) => a.processor - b.processor).map((each) => [each.path, each] as const),
  );
  const dearest = [...worst.values()].sort((a, b) => b.processor - a.processor).slice(0, NAMED);
  return {
    what: `${group} over a year, ${worst.size} addresses, ${answers.length} answers`,
    target: `p95 < ${WALL} ms, < ${PROCESSOR} ms of processor`,
    measured: `p95 ${ms(wall)}, ${ms(processor)} of processor; the dearest: ${dearest.map(told).join('; ')}`,
    isMet: wall < WALL && processor < PROCESSOR,
    figures: [less('p95', wall), less('processor p95', processor)],
  };
};

/** Of one address: the median of what it took. */
const addressResult = (path: string, all: readonly Answer[], least: number): Result => {
  const answers = all.filter((each) => each.path === path);
  const processor = quantile(
    answers.map((each) => each.processor),
    0.5,
  );
  return {
    what: `${path} over a year`,
    target: `< ${WALL} ms, < ${PROCESSOR} ms of processor`,
    measured: `median ${ms(
      quantile(
        answers.map((each) => each.wall),
        0.5,
      ),
    )}, ${ms(processor)} of processor`,
    isMet: processor < PROCESSOR,
    figures: [{ ...less('processor', processor), beside: { revision: OLDEST, least } }],
  };
};

const copyResult = (name: string, { command, database, isDone, said }: Cost, most: number): Result => ({
  what: `${name} of a year, processor of the command and of PostgreSQL`,
  target: `< ${most} s`,
  measured: `${((command + database) / 1000).toFixed(1)} s (the command ${(command / 1000).toFixed(1)} s)${isDone ? '' : `, refused: ${said}`}`,
  isMet: isDone && command + database < 1000 * most,
  figures: [less(`processor of ${name}`, command + database)],
});

const restResults = async (server: Server): Promise<Result[]> => {
  progress('year', `at rest, ${WATCHED / 1000} s`);
  await settled(server);
  const all = () => processesOf(server.dataDir, server.pid());
  const before = spentBy(await all());
  await pause(WATCHED);
  const pids = await all();
  const processor = spentBetween(before, spentBy(pids)) / (WATCHED / 60_000);
  const memory = sum(pids.map(proportionalOf)) / 1e6;
  const node = proportionalOf(server.pid()) / 1e6;
  return [
    {
      what: 'processor a minute at rest over a year, the server and its PostgreSQL',
      target: '< 1 s',
      measured: `${(processor / 1000).toFixed(2)} s`,
      isMet: processor < 1_000,
      figures: [{ ...less('processor a minute', processor), beside: { revision: OLDEST, least: 10 } }],
    },
    {
      what: 'memory over a year, the server and its PostgreSQL, shared pages once',
      target: '< 400 MB',
      measured: `${memory.toFixed(0)} MB (the server ${node.toFixed(0)} MB)`,
      isMet: memory < 400,
      figures: [{ ...less('memory', memory, 'MB'), beside: { revision: OLDEST, least: 2 } }],
    },
  ];
};

type Made = Awaited<ReturnType<typeof makeYear>> & { end: Date };

const measure = async (made: Made, root: string): Promise<Result[]> => {
  const dataDir = await copyOf(made.dataDir);
  const migrated = isOurs(root) ? await bringUpToDate(dataDir) : 0;
  const server = await startServer({ root, dataDir });
  const startedFor = await settled(server);
  progress('year', `started for ${(startedFor / 1000).toFixed(1)} s of processor`);
  const { things, older } = await thingsIn(server);
  const session = await signedIn(server);
  const { db, close } = await openDatabase(server);
  const change = () =>
    sql`with moved as (update seq set last = last + 1 returning last)
      select pg_notify('seq', last::text) from moved`.execute(db);
  const answers = await askAll(server, addressesOf(things, older, made.end), session, change);
  await close();
  const rest = await restResults(server);
  const copies = await copiesOf(server);
  return [
    {
      what: `the start over ${OF === 1 ? 'a year' : `${OF} of a year`}, until it rests, ${made.rows.toLocaleString('en')} rows in the journal`,
      target: 'shown',
      measured: `${(startedFor / 1000).toFixed(1)} s of processor${migrated > 0 ? `; migrated in ${(migrated / 1000).toFixed(1)} s` : ''}`,
      isMet: true,
      figures: [less('processor of the start', startedFor)],
    },
    ...GROUPS.map((group) => groupResult(group, answers)),
    addressResult('/api/v2/summary.json', answers, 200),
    addressResult('/api/v1/platforms/viamedis/availability', answers, 50),
    ...rest,
    copyResult('backup', copies.backup, 15),
    copyResult('restore', copies.restore, 60),
    copyResult('verify', copies.verify, 20),
  ];
};

/** A made-up year, made once in the schema of `root`; each program measured serves a copy of it. */
const prepare = async (root: string): Promise<Measure['run']> => {
  const size = sizeOfNow(OF);
  const made = { ...(await makeYear(root, size)), end: size.end };
  return (subject) => measure(made, subject.root);
};

/** What a year of facts costs readers, the machine at rest, and whoever keeps it. */
export const year: Measure = {
  id: 'year',
  prepare,
  run: async (subject) => (await prepare(subject.root))(subject),
};
