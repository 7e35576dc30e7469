import { sql } from 'kysely';
import { type AuditRow, appendAudit, BY_COMMAND, digestOf, entryOf } from './audit';
import { brokenRow, RECHAINED, START } from './audit-check';
import { canonical } from './canonical';
import type { Db } from './database';
import { keyOf, NOUNS } from './dataset/nouns';
import { readItems } from './dataset/record';
import { withoutPeople } from './identity';
import { lastStates, withIdentities } from './states';
import { readContents, WATCHED } from './watched';

/**
 * Puts on the journal what was on record before there was one; once, while the journal is empty: later, a fact
 * without a row is a fact somebody slipped in.
 */
export const adoptRecord = (db: Db, at: Date): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const head = await trx.selectFrom('auditHead').select('number').forUpdate().executeTakeFirstOrThrow();
    if (head.number !== '0') return;
    const entries = [];
    for (const noun of NOUNS) {
      for (const after of await readItems(trx, noun))
        entries.push(entryOf('adopted', noun.table, keyOf(noun, after), after));
    }
    await appendAudit(trx, BY_COMMAND, at, entries);
  });

/**
 * A migration that gave what is watched a column gave its rows a content that the journal does not know: told, where
 * all that the journal does know is still so. The rest is left for `verify` to find.
 */
export const adoptColumns = async (trx: Db): Promise<void> => {
  const entries = [];
  for (const watched of WATCHED) {
    const states = await withIdentities(trx, await lastStates(trx, watched.noun));
    const contents = await readContents(trx, watched);
    for (const [id, content] of contents) {
      const state = states.get(id);
      if (!state) continue;
      const known = Object.fromEntries(Object.entries(content).filter(([field]) => field in state));
      const isNew = Object.entries(content).some(([field, value]) => value !== null && !(field in state));
      if (isNew && canonical(known) === canonical(state))
        entries.push(entryOf('state', watched.noun, id, content));
    }
  }
  if (entries.length > 0) await appendAudit(trx, BY_COMMAND, new Date(), entries);
};

const BATCH = 2000;

/** A row as the chain had it before people left it. */
type Before = AuditRow & { cameFrom: string };

/**
 * Chains the whole journal again without names, addresses and networks, in batches, and ends it with a row that names
 * the head it had: whoever holds a signed state of before finds it there. A chain that was broken already stays so in
 * the words of that row. What is watched is told for the first time.
 */
export const rechain = async (trx: Db): Promise<void> => {
  let was = START;
  let last = START.hash;
  let broken: string | null = null;
  for (;;) {
    const { rows } = await sql<Before>`
      select * from audit_before where number > ${String(was.number)}::bigint order by number limit ${BATCH}
    `.execute(trx);
    const entries = await withoutPeople(trx, rows);
    const chained = entries.map(({ hash, cameFrom, agent, ...said }, index) => {
      broken ??= brokenRow(rows[index] as Before, was);
      was = { number: BigInt(said.number), hash };
      const row = { ...said, previous: last, hash: '' };
      last = digestOf(row);
      return { ...row, hash: last, cameFrom, agent };
    });
    await insertAll(trx, chained);
    if (rows.length < BATCH) break;
  }
  const head = await trx.selectFrom('auditHead').select(['number', 'hash']).executeTakeFirstOrThrow();
  if (head.hash !== was.hash || BigInt(head.number) !== was.number)
    broken ??= `elle s’arrêtait à la ligne ${was.number}, la dernière écrite était la ${head.number}`;
  await sql`drop table audit_before`.execute(trx);
  await sql`create index on audit (noun, id, number)`.execute(trx);
  await sql`create index on audit (organisation, number)`.execute(trx);
  await sql`create index on audit (noun, id, number) where action = 'state'`.execute(trx);
  if (was.number === 0n) return;
  await trx
    .updateTable('auditHead')
    .set({ number: String(was.number), hash: last })
    .execute();
  await tell(trx, { number: Number(head.number), hash: head.hash, broken });
};

const insertAll = (trx: Db, rows: readonly object[]) =>
  sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
        number bigint, at timestamptz, account text, organisation text, via text, key text, action text, noun text,
        id text, before jsonb, after jsonb, previous text, hash text, "cameFrom" text, agent text
      )
    ), origins as (
      insert into audit_origin (number, at, came_from, agent)
      select number, at, "cameFrom", agent from given
      where at > now() - interval '30 days' and ("cameFrom" <> 'local' or agent is not null)
    )
    insert into audit (
      number, at, account, organisation, via, key, action, noun, id, before, after, previous, hash
    )
    select
      number, at, account, organisation, via, key, action, noun, id, nullif(before, 'null'), nullif(after, 'null'),
      previous, hash
    from given
  `.execute(trx);

const tell = async (trx: Db, before: { number: number; hash: string; broken: string | null }) => {
  const entries = [entryOf(RECHAINED, 'audit', String(before.number), before)];
  for (const watched of WATCHED)
    for (const [id, after] of await readContents(trx, watched))
      entries.push(entryOf('state', watched.noun, id, after));
  await appendAudit(trx, BY_COMMAND, new Date(), entries);
};
