import type { Db } from '#db/database';
import { HOUR, shift } from '#server/domain/facts/intervals';
import { mayAct } from '#server/domain/speakers/restrictions';
import { onJournal } from '../support/world/on-journal';
import { openPeople, type People } from './doors/cast';
import { ask } from './kit/asking';
import type { Person } from './kit/people';
import { command, type Server, startServer, urlOf } from './kit/server';
import { type Row, result, tally } from './kit/support';

/** One stolen account of each kind, for a day: all that it can close, narrow, lock and wipe, and what undoes it. */

type Act = { what: string; status: number; state: string };

/** As if that many hours had passed over what was asked: the clock of a running server is not ours to move. */
const pass = ({ db }: People, hours: number): Promise<void> => onJournal(db, (trx) => passIn(trx, hours));

const passIn = async (db: Db, hours: number): Promise<void> => {
  const back = (at: Date | null) => at && shift(at, -hours * HOUR);
  for (const each of await db.selectFrom('restriction').selectAll().execute()) {
    const { id, target, action, takesEffectAt } = each;
    await db
      .updateTable('restriction')
      .set({ askedAt: shift(each.askedAt, -hours * HOUR), takesEffectAt: back(takesEffectAt) })
      .where('id', '=', id)
      .execute();
    if (each.cancelledAt || takesEffectAt === null) continue;
    const at = back(takesEffectAt);
    if (action === 'account-closing')
      await db.updateTable('account').set({ disabledAt: at }).where('id', '=', target).execute();
    if (action === 'account-suspension')
      await db.updateTable('account').set({ suspendedAt: at }).where('id', '=', target).execute();
    if (action === 'key-revocation')
      await db.updateTable('apiKey').set({ revokedAt: at }).where('id', '=', target).execute();
    if (action === 'probe-stopping')
      await db.updateTable('probe').set({ disabledAt: at }).where('id', '=', target).execute();
  }
};

const stage = async (server: Server) => {
  const people = await openPeople(server);
  const { person } = people;
  const others = [
    await person('desk'),
    await person('viamedis', { role: 'manager' }),
    await person('viamedis'),
    await person('rof', { role: 'manager' }),
    await person('rof'),
  ];
  const stolen: Record<string, Person> = {
    'a desk account': await person('desk'),
    'an operator’s manager': await person('viamedis', { role: 'manager' }),
    'a union’s manager': await person('rof', { role: 'manager' }),
    'an author': await person('viamedis'),
  };
  return { people, others, stolen };
};

const PROBE = 'portail-viamedis';

/** Everything one account can do against others in one hour. */
const rage = async (server: Server, thief: Person, others: readonly Person[], keys: readonly string[]) => {
  const voice = await thief.session();
  const acts: Act[] = [];
  const knock = async (what: string, method: string, path: string, body?: object, headers = {}) => {
    const asked = {
      method,
      path: `/api/v1${path}`,
      ...(body ? { body } : {}),
      headers: { ...voice, ...headers },
    };
    const { status, body: said } = await ask(server.origin, asked);
    acts.push({ what, status, state: said?.state ?? (status < 300 ? 'done' : 'refused') });
    return said;
  };
  for (const { id } of others) {
    await knock('closing', 'POST', `/accounts/${id}/disabling`, {});
    await knock('suspension', 'POST', `/accounts/${id}/suspension`, {});
  }
  for (const id of keys) await knock('revoking', 'DELETE', `/keys/${id}`);
  const { organisations = [] } = await knock('reading', 'GET', '/organisations');
  for (const { etag, ...scope } of organisations.filter(({ id }: { id: string }) => id === 'rof'))
    await knock(
      'narrowing',
      'PUT',
      '/organisations/rof',
      { ...scope, professions: ['midwife'] },
      { 'If-Match': etag },
    );
  await knock('stopping', 'POST', `/probes/${PROBE}/disabling`);
  const asked = (await knock('reading', 'GET', '/restrictions')).restrictions ?? [];
  for (const { id } of asked) await knock('agreeing to its own', 'POST', `/restrictions/${id}/confirmation`);
  return acts;
};

/** Acts of power that held at once by one person alone; a suspension an hour may, being reversible. */
const atOnce = (acts: readonly Act[]): Act[] => {
  const done = acts.filter(({ what, status }) => what !== 'reading' && status === 200);
  return done.filter(
    ({ what }, index) => what !== 'suspension' || done.findIndex((each) => each.what === what) !== index,
  );
};

const whole = async ({ db }: People, others: readonly Person[], now: Date) => {
  const accounts = await db.selectFrom('account').selectAll().execute();
  const shut = others.filter(({ id }) => {
    const account = accounts.find((each) => each.id === id);
    return !account || !mayAct(account, now);
  });
  const rof = await db
    .selectFrom('organisation')
    .select('professions')
    .where('id', '=', 'rof')
    .executeTakeFirst();
  const probe = await db.selectFrom('probe').select('disabledAt').where('id', '=', PROBE).executeTakeFirst();
  return [
    ...shut.map(({ email }) => `${email} is shut out`),
    ...(rof?.professions?.includes('optician') ? [] : ['rof is narrowed']),
    ...(probe?.disabledAt && probe.disabledAt <= now ? ['the probe is stopped'] : []),
  ];
};

/** The commands of the night in `server/deploy/README.md`; a kind that has nothing to undo says so, and is no failure. */
const undo = async (server: Server, others: readonly Person[], thief: Person): Promise<string[]> => {
  const env = { DATABASE_URL: await urlOf(server) };
  const failures: string[] = [];
  const order = async (...words: string[]) => {
    const { code, err } = await command('admin', server.dataDir, words, env);
    if (code !== 0 && !/n’est ni fermé ni suspendu|n’a pas été rétréci|est en marche/.test(err))
      failures.push(`${words[0]}: ${err}`);
  };
  await order('disable', thief.email);
  await order('end-sessions', thief.organisation);
  await order('revoke-keys', thief.organisation);
  for (const { email } of others) await order('reopen', email);
  await order('restore', 'rof');
  await order('restart-probe', PROBE);
  await order('reopen', thief.email);
  await order('recover', thief.email);
  return failures;
};

export const f29: Row = {
  id: 'F29',
  broken: 'one stolen account of each kind for a day: what it can close, narrow, lock, wipe',
  target:
    'nobody locked out for good; every act of power delayed or by two; all undone by one command a kind',
  async run() {
    const server = await startServer();
    const { people, others, stolen } = await stage(server);
    const { db } = people;
    await db
      .updateTable('probe')
      .set({ enabledAt: shift(new Date(), -HOUR) })
      .where('id', '=', PROBE)
      .execute();
    const lines: string[] = [];
    let isMet = true;
    for (const [kind, thief] of Object.entries(stolen)) {
      const key = await (
        others.find(({ organisation }) => organisation === thief.organisation) as Person
      ).key();
      const acts: Act[] = [];
      for (let hour = 0; hour < 24; hour += 4) {
        acts.push(...(await rage(server, thief, others, [key.id])));
        await pass(people, 4);
      }
      const harm = await whole(people, others, new Date());
      const alone = atOnce(acts.filter((_, index) => index < acts.length / 6));
      const failures = await undo(server, others, thief);
      const left = await whole(people, others, new Date());
      isMet &&= alone.length + failures.length + left.length === 0;
      const counted = result(
        tally(acts.filter(({ what }) => what !== 'reading').map(({ what, state }) => `${what} ${state}`)),
      );
      lines.push(
        `${kind}: ${counted}; at once by one alone beyond a suspension: ${alone.length}; after a day nobody looked: ` +
          `${harm.join(', ') || 'nothing'}; undone, left: ${[...failures, ...left].join(', ') || 'nothing'}`,
      );
    }
    return { isMet, measured: lines.join('. ') };
  },
};
