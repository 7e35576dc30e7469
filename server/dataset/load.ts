import { sql } from 'kysely';
import { type AuditEntry, appendAudit, BY_COMMAND } from '#db/audit';
import type { Db } from '#db/database';
import { type Item, keyOf, type List, NOUNS } from '#db/dataset/nouns';
import { readItems, writeItems } from '#db/dataset/record';
import type { Dataset, Fault } from '#server/contract/dataset';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { type Outcome, reconcile } from './reconcile';
import { unknownReferences } from './references';
import { type Warning, warningsOf } from './warnings';

/** Keys of what an import adds, changes and closes, by list of the file, and what it leaves as it was. */
export type Difference = {
  list: List;
  added: string[];
  changed: string[];
  closed: string[];
  unchanged: number;
};
export type Import = { differences: Difference[]; warnings: Warning[] };

/** An import within a transaction. `lines`: the rows of a list that tell each convention, by its key. */
export type Loaded = Import & { entries: AuditEntry[]; lines: ReadonlyMap<string, readonly number[]> };

const reconcileAll = async (db: Db, dataset: Dataset): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const noun of NOUNS) {
    const items: readonly Item[] = dataset[noun.list];
    const keys = [...new Set(items.map((item) => String(item[noun.key[0]])))];
    outcomes.push(reconcile(noun, items, items.length > 0 ? await readItems(db, noun, keys) : []));
  }
  return outcomes;
};

/** What is written meanwhile is marked as brought by a file. */
const sayImporting = (db: Db, isImporting: boolean): Promise<unknown> =>
  sql`select set_config('comptoir.importing', ${isImporting ? 'yes' : ''}, true)`.execute(db);

/** `byHand`: statements that somebody signed in to say, where the file comes from: they read so here too. */
const write = async (
  db: Db,
  { noun, added, changed, closed }: Outcome,
  byHand: ReadonlySet<unknown>,
): Promise<void> => {
  const isByHand = ({ id }: Item) => noun.list === 'statements' && byHand.has(id);
  await sayImporting(db, true);
  await writeItems(
    db,
    noun,
    added.filter((item) => !isByHand(item)),
    [...changed, ...closed],
  );
  await sayImporting(db, false);
  await writeItems(db, noun, added.filter(isByHand), []);
};

/** The mark is no part of a fact: nothing is compared, kept or told by it. */
const withoutMarks = (dataset: Dataset): Dataset => ({
  ...dataset,
  statements: dataset.statements.map(({ imported: _, ...statement }) => statement),
});

const entriesOf = ({ noun, added, changed, closed, before }: Outcome): AuditEntry[] =>
  [...added, ...changed, ...closed].map((after) => {
    const id = keyOf(noun, after);
    return { action: 'import', noun: noun.table, id, before: before.get(id) ?? null, after };
  });

const differenceOf = ({ noun, added, changed, closed, unchanged }: Outcome): Difference => {
  const keys = (items: readonly Item[]) => items.map((item) => keyOf(noun, item));
  return { list: noun.list, added: keys(added), changed: keys(changed), closed: keys(closed), unchanged };
};

const warnings = (db: Db, dataset: Dataset, outcomes: readonly Outcome[]): Promise<Warning[]> => {
  const brought = new Set(
    outcomes.flatMap(({ added, changed, closed }) => [...added, ...changed, ...closed]),
  );
  return warningsOf(db, dataset, (_list, item) => brought.has(item as Item));
};

/** Until the end of the transaction, every other import waits. */
export const oneAtATime = (trx: Db): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended('comptoir import', 0))`.execute(trx);

/** Brings a dataset into the record within a transaction, which the caller gives up when it is refused. */
export const loadDataset = async (trx: Db, given: Dataset): Promise<Result<Loaded, Fault[]>> => {
  const dataset = withoutMarks(given);
  const byHand = new Set(given.statements.flatMap(({ id, imported }) => (imported === false ? [id] : [])));
  await oneAtATime(trx);
  const outcomes = await reconcileAll(trx, dataset);
  const faults = [
    ...(await unknownReferences(trx, dataset)),
    ...outcomes.flatMap((outcome) => outcome.faults),
  ];
  if (faults.length > 0) return refuse(faults);
  for (const outcome of outcomes) await write(trx, outcome, byHand);
  await sql`set constraints all immediate`.execute(trx);
  return accept({
    differences: outcomes.map(differenceOf),
    warnings: await warnings(trx, dataset, outcomes),
    entries: outcomes.flatMap(entriesOf),
    lines: new Map(),
  });
};

/**
 * Imports in a transaction of its own, all of it or nothing; what is already there is left alone, so that
 * the same file twice changes nothing. One import at a time; readers and writers go on meanwhile.
 */
export const importWith = async (
  db: Db,
  load: (trx: Db) => Promise<Result<Loaded, Fault[]>>,
  { dryRun = false, at = new Date() }: { dryRun?: boolean; at?: Date } = {},
): Promise<Result<Loaded, Fault[]>> => {
  const trx = await db.startTransaction().execute();
  try {
    const loaded = await load(trx);
    if (!loaded.ok || dryRun) {
      await trx.rollback().execute();
      return loaded;
    }
    await appendAudit(trx, BY_COMMAND, at, loaded.value.entries);
    await trx.commit().execute();
    return loaded;
  } catch (error) {
    if (!trx.isCommitted && !trx.isRolledBack) await trx.rollback().execute();
    throw error;
  }
};

/** The same of a dataset. */
export const importDataset = (
  db: Db,
  dataset: Dataset,
  options: { dryRun?: boolean; at?: Date } = {},
): Promise<Result<Import, Fault[]>> => importWith(db, (trx) => loadDataset(trx, dataset), options);
