import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database';
import { type Item, keyOf, type Noun } from './nouns';

/** A convention's source is one thing in the file, four columns in the table. */
const spread = (item: Item): Item => {
  if (!('source' in item)) return item;
  const { url, kind, asOf, confidence } = item.source as Item;
  return { ...item, sourceUrl: url, sourceKind: kind, sourceAsOf: asOf, sourceConfidence: confidence };
};

const gather = ({ sourceUrl, sourceKind, sourceAsOf, sourceConfidence, ...rest }: Item): Item => ({
  ...rest,
  source: { url: sourceUrl, kind: sourceKind, asOf: sourceAsOf, confidence: sourceConfidence },
});

/** What a platform depends on, beside its own columns. */
const DEPENDS_ON = sql`(
  select coalesce(json_agg(json_build_object('platform', platform, 'flows', flows) order by rank), '[]')
  from dependency where "from" = platform.id
) as depends_on`;

/** Items on record, in a stable order, in the file's own shape. `only`: those whose key begins with one of these. */
export const readItems = async (db: Db, noun: Noun, only?: readonly string[]): Promise<Item[]> => {
  const byKey = only ? sql`where ${sql.ref(noun.key[0])} = any(${only}::text[])` : sql``;
  const { rows } = await sql<Item>`
    select ${sql.join([...noun.columns.map((field) => sql.ref(field)), ...(noun.list === 'platforms' ? [DEPENDS_ON] : [])])}
    from ${sql.table(noun.table)} ${byKey}
  `.execute(db);
  // Sorted here, by code unit: the database's own order depends on its locale.
  const keyed = rows.map((row) => ({ row, key: keyOf(noun, row) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  return keyed.map(({ row }) => (noun.list === 'conventions' ? gather(row) : row));
};

const EDGE = ['from', 'rank', 'platform', 'flows'];

/** An edge may name a platform of the same file, so edges come once all platforms are there. */
const writeDependencies = async (db: Db, platforms: readonly Item[]): Promise<void> => {
  const ids = platforms.map(({ id }) => id as string);
  await sql`delete from dependency where "from" = any(${ids}::text[])`.execute(db);
  const edges = platforms.flatMap(({ id, dependsOn }) =>
    (dependsOn as Item[]).map((edge, rank) => ({ ...edge, from: id, rank })),
  );
  await insertAll(db, 'dependency', EDGE, edges);
};

/** Writes what is new and what changed. */
export const writeItems = async (
  db: Db,
  noun: Noun,
  added: readonly Item[],
  changed: readonly Item[],
): Promise<void> => {
  await insertAll(db, noun.table, noun.columns, added.map(spread));
  await updateAll(db, noun, changed.map(spread));
  if (noun.list === 'platforms' && added.length + changed.length > 0) {
    await writeDependencies(db, [...added, ...changed]);
  }
};

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
