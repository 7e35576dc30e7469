import { contentOf, differences, type Item, keyOf, type Noun } from '#db/dataset/nouns';
import { type Fault, jsonPath } from '#server/contract/dataset';

/** The changes that a list of the file makes to the record. `closed`: ended, cancelled, withdrawn. */
export type Outcome = {
  noun: Noun;
  added: Item[];
  changed: Item[];
  closed: Item[];
  unchanged: number;
  faults: Fault[];
  /** The items that were on record, by key. */
  before: ReadonlyMap<string, Item>;
};

type Known = { item: Item; onRecord: boolean; was: Item | null };

const shown = (value: unknown): string => (contentOf(value).length > 60 ? 'autre chose' : contentOf(value));

const conflict = (
  { list, name, cure }: Noun,
  index: number,
  known: Known,
  now: Item,
  field: string,
): Fault => ({
  path: jsonPath([list, index, field]),
  message:
    `${name} « ${String(now.id ?? '')} » ${known.onRecord ? 'est déjà au registre' : 'est déjà dans ce fichier'} ` +
    `avec ${shown(known.item[field])}, ici ${shown(now[field])}`,
  cure,
});

/** A value once set stays set, and may be set later: files may come in any order. */
const settle = (was: Item, now: Item, once: readonly string[]): Item => ({
  ...was,
  ...Object.fromEntries(once.map((field) => [field, was[field] ?? now[field] ?? null])),
});

type Merged = { kind: 'same' } | { kind: 'new'; item: Item } | { kind: 'refused'; fields: string[] };

const merge = (noun: Noun, known: Known, now: Item): Merged => {
  const fields = differences(known.item, now);
  if (fields.length === 0) return { kind: 'same' };
  if (noun.changes === 'versioned') {
    return known.onRecord ? { kind: 'new', item: now } : { kind: 'refused', fields };
  }
  const item = settle(known.item, now, noun.changes);
  const left = differences(item, now).filter((field) => now[field] !== null || !noun.changes.includes(field));
  if (left.length > 0) return { kind: 'refused', fields: left };
  return differences(known.item, item).length === 0 ? { kind: 'same' } : { kind: 'new', item };
};

const ENDS = ['to', 'cancelledAt', 'withdrawnAt', 'validUntil'];

const isEnding = (was: Item, now: Item): boolean => {
  const [field, ...others] = differences(was, now);
  return field !== undefined && others.length === 0 && ENDS.includes(field) && now[field] !== null;
};

const sorted = (
  noun: Noun,
  known: Iterable<Known>,
  faults: Fault[],
  before: ReadonlyMap<string, Item>,
): Outcome => {
  const outcome: Outcome = { noun, added: [], changed: [], closed: [], unchanged: 0, faults, before };
  for (const { item, was } of known) {
    if (was === null) outcome.added.push(item);
    else if (item === was) outcome.unchanged += 1;
    else if (isEnding(was, item)) outcome.closed.push(item);
    else outcome.changed.push(item);
  }
  return outcome;
};

/** Compares a list of the file with what is on record under the same keys. */
export const reconcile = (noun: Noun, items: readonly Item[], onRecord: readonly Item[]): Outcome => {
  const record = new Map(onRecord.map((item) => [keyOf(noun, item), item]));
  const seen = new Map<string, Known>();
  const faults: Fault[] = [];
  for (const [index, now] of items.entries()) {
    const key = keyOf(noun, now);
    const was = record.get(key) ?? null;
    const known = seen.get(key) ?? (was ? { item: was, onRecord: true, was } : null);
    if (known === null) {
      seen.set(key, { item: now, onRecord: false, was: null });
      continue;
    }
    const merged = merge(noun, known, now);
    const item = merged.kind === 'new' ? merged.item : known.item;
    seen.set(key, { item, onRecord: false, was: known.was });
    if (merged.kind !== 'refused') continue;
    faults.push(...merged.fields.map((field) => conflict(noun, index, known, now, field)));
  }
  return sorted(noun, seen.values(), faults, record);
};
