import { type AuditEntry, entryOf } from './audit';
import type { Db } from './database';
import { type Item, keyOf, type List, NOUNS, type Noun } from './dataset/nouns';
import { readItems, writeItems } from './dataset/record';

const nounOf = (list: List): Noun => {
  const noun = NOUNS.find((each) => each.list === list);
  if (!noun) throw new Error(`liste inconnue : ${list}`);
  return noun;
};

/** Adds facts of one list, in the file's own shape. Resolves to what the journal is to keep. */
export const appendFacts = async (
  trx: Db,
  list: List,
  action: string,
  items: readonly object[],
): Promise<AuditEntry[]> => {
  const noun = nounOf(list);
  await writeItems(trx, noun, items as Item[], []);
  return items.map((item) => entryOf(action, noun.table, keyOf(noun, item as Item), item));
};

/** Gives a thing new content: a new version, or what may be set once. */
export const amendFact = async (
  trx: Db,
  list: List,
  action: string,
  before: object,
  after: object,
): Promise<AuditEntry> => {
  const noun = nounOf(list);
  await writeItems(trx, noun, [], [after as Item]);
  return { action, noun: noun.table, id: keyOf(noun, after as Item), before, after };
};

/** The things of those ids, by id, in the file's own shape; absent when unknown. */
export const readFacts = async (
  db: Db,
  list: List,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Item>> => {
  if (ids.length === 0) return new Map();
  const noun = nounOf(list);
  return new Map((await readItems(db, noun, ids)).map((item) => [keyOf(noun, item), item]));
};

/** The same of one. */
export const readFact = async (db: Db, list: List, id: string): Promise<Item | undefined> =>
  (await readFacts(db, list, [id])).get(id);
