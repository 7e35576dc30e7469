import { sql } from 'kysely';
import { type AuditRow, digestOf, entryOf } from '#db/audit';
import { START } from '#db/audit-check';
import type { Db } from '#db/database';
import { keyOf, NOUNS } from '#db/dataset/nouns';
import { DAY, shift } from '#server/domain/facts/intervals';
import type { Facts, Size } from './facts';

/** The journal of a made-up year, chained as the program chains it. */

/** `cameFrom`: in the chain of schemas before the one that took people out of it. */
type Row = Omit<AuditRow, 'number' | 'previous' | 'hash'> & { cameFrom?: string };
type Chained = Row & Pick<AuditRow, 'number' | 'previous' | 'hash'>;
export type Person = { id: string; organisation: string };

const ROWS = 200_000;
const BATCH = 4_000;
const FAR = 367 * DAY;

/** What the first start put on record is dated before the year, and the journal is chained again around all of it. */
export const writeJournal = async (
  db: Db,
  facts: readonly Facts[],
  people: readonly Person[],
  size: Size,
): Promise<number> => {
  const { rows: begun } = await sql<Chained>`select * from audit order by number`.execute(db);
  const isNamed = begun.some((row) => 'cameFrom' in row);
  const by = (organisation: string) => people.find((each) => each.organisation === organisation) ?? people[0];
  const rowOf = (at: Date, who: Person | undefined, entry: ReturnType<typeof entryOf>): Row => ({
    at,
    account: who?.id ?? null,
    organisation: who?.organisation ?? null,
    via: 'session',
    key: null,
    ...entry,
    ...(isNamed ? { cameFrom: '192.0.2.0/24' } : {}),
  });
  const told = facts.flatMap(({ table, action, rows }) => {
    const noun = NOUNS.find((each) => each.table.toLowerCase() === table.replaceAll('_', ''));
    if (!noun) throw new Error(`aucun nom de fait n’est dans ${table}`);
    return rows.map(({ storedAt, ...item }) =>
      rowOf(storedAt as Date, by(String(item.by)), entryOf(action, noun.table, keyOf(noun, item), item)),
    );
  });
  const missing = Math.max(0, Math.round(ROWS * size.of) - told.length);
  const signedIn = Array.from({ length: missing }, (_, rank) => {
    const who = people[rank % people.length];
    const at = shift(size.end, -Math.round(((missing - rank) * 365 * DAY) / (missing + 1)));
    return rowOf(at, who, entryOf('sign-in', 'account', who?.id ?? '', { by: 'code' }));
  });
  const before = begun.map(
    ({ number: _, previous: __, hash: ___, ...row }): Row => ({ ...row, at: shift(row.at, -FAR) }),
  );
  const chained = chain([...before, ...[...told, ...signedIn].sort((a, b) => +a.at - +b.at)]);

  await sql`truncate audit`.execute(db);
  for (let from = 0; from < chained.length; from += BATCH)
    await insert(db, chained.slice(from, from + BATCH), isNamed);
  const last = chained.at(-1);
  await sql`update audit_head set number = ${last?.number}, hash = ${last?.hash}`.execute(db);
  return chained.length;
};

/** So long before the year is what the first start put on record. */
export const dateBefore = async (db: Db, tables: readonly string[]): Promise<void> => {
  for (const table of tables)
    await sql`update ${sql.table(table)} set stored_at = stored_at - ${FAR / DAY} * interval '1 day'`.execute(
      db,
    );
};

const chain = (rows: readonly Row[]): Chained[] => {
  let previous = START.hash;
  return rows.map((said, index) => {
    const plain = JSON.parse(JSON.stringify({ before: said.before, after: said.after }));
    const row = { ...said, ...plain, number: String(index + 1), previous, hash: '' };
    previous = digestOf(row);
    return { ...row, hash: previous };
  });
};

const insert = (db: Db, rows: readonly Chained[], isNamed: boolean) => {
  const named = isNamed ? sql`, came_from` : sql``;
  const given = isNamed ? sql`, "cameFrom"` : sql``;
  return sql`
    insert into audit (number, at, account, organisation, via, key, action, noun, id, before, after, previous, hash
      ${named})
    select number, at, account, organisation, via, key, action, noun, id, nullif(before, 'null'),
      nullif(after, 'null'), previous, hash ${given}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
      number bigint, at timestamptz, account text, organisation text, via text, key text, action text, noun text,
      id text, before jsonb, after jsonb, previous text, hash text, "cameFrom" text
    )`.execute(db);
};
