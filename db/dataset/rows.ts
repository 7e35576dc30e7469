import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database';
import type { Item, Noun } from './nouns';

const BATCH = 5000;

const columnName = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Rows travel as one JSON parameter: no limit on their number, and the table itself knows its types. */
const asRows = (table: string, columns: readonly string[], rows: readonly Item[]): RawBuilder<unknown> => {
  const named = rows.map((row) =>
    Object.fromEntries(columns.map((field) => [columnName(field), row[field]])),
  );
  return sql`jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(named)}::jsonb)`;
};

const inBatches = async <T>(
  items: readonly T[],
  work: (batch: readonly T[]) => Promise<unknown>,
): Promise<void> => {
  for (let from = 0; from < items.length; from += BATCH) await work(items.slice(from, from + BATCH));
};

export const insertAll = (
  db: Db,
  table: string,
  columns: readonly string[],
  rows: readonly Item[],
): Promise<void> =>
  inBatches(rows, (batch) => {
    const list = sql.join(columns.map((field) => sql.ref(field)));
    return sql`insert into ${sql.table(table)} (${list}) select ${list} from ${asRows(table, columns, batch)}`.execute(
      db,
    );
  });

/** Sets what may change, in the rows of those keys. */
export const updateAll = (
  db: Db,
  { table, columns, key, changes }: Noun,
  rows: readonly Item[],
): Promise<void> =>
  inBatches(rows, (batch) => {
    const changing = changes === 'versioned' ? columns.filter((field) => !key.includes(field)) : changes;
    const set = sql.join(changing.map((field) => sql`${sql.ref(field)} = given.${sql.ref(field)}`));
    const same = key.map((field) =>
      field === 'id'
        ? sql`kept.id = given.id`
        : sql`kept.${sql.ref(field)} is not distinct from given.${sql.ref(field)}`,
    );
    return sql`update ${sql.table(table)} as kept set ${set}
      from ${asRows(table, columns, batch)} as given where ${sql.join(same, sql` and `)}`.execute(db);
  });
