import type { Item, Noun } from './nouns';

/** The one list whose order says something: which link is shown first. */
const ORDERED = 'dependsOn';

const plain = (value: unknown, field: string): unknown => {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    const each = value.map((one) => JSON.stringify(plain(one, '')));
    return field === ORDERED ? each : [...new Set(each)].sort();
  }
  if (value === null || typeof value !== 'object') return value ?? null;
  const names = Object.keys(value).sort();
  return names.map((name) => [name, plain((value as Item)[name], name)]).filter(([, held]) => held !== null);
};

/** Content as a text that is the same for the same content: instants by their instant, lists as sets. */
export const contentOf = (value: unknown, field = ''): string => JSON.stringify(plain(value, field));

/** What makes an item the same thing as another of its noun. */
export const keyOf = ({ key }: Noun, item: Item): string =>
  key.length === 1 ? String(item[key[0]]) : JSON.stringify(key.map((field) => item[field] ?? null));

/** The fields in which two items of one key differ. */
export const differences = (was: Item, now: Item): string[] =>
  Object.keys(now).filter((field) => contentOf(was[field], field) !== contentOf(now[field], field));
