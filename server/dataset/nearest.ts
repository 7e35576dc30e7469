import { distance } from 'fastest-levenshtein';
import { fold, MAX_TYPED_LENGTH } from '#server/contract/search/typed';

/** Something that people write by one of several names. */
export type Named = { id: string; names: readonly string[] };

/** A name as it is compared: accents, case, kinds of apostrophe and of space aside. */
export const comparable = (text: string): string =>
  fold(text)
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[’ʼ`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();

const CLOSE = 0.4;
const SHOWN = 3;

const sorted = (text: string): string => [...text].sort().join('');

/** Two letters in each other's place: one slip, which counts for two changes. */
const isSwapped = (a: string, b: string): boolean =>
  a.length === b.length && distance(a, b) === 2 && sorted(a) === sorted(b);

/** How far a name is from what was written; null: it is another. */
const distanceTo = (written: string, name: string): number | null => {
  const words = written.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);
  const own = new Set(name.split(/[^\p{L}\p{N}]+/u));
  if (words.length > 0 && words.every((word) => own.has(word))) return 0;
  const far = isSwapped(written, name) ? 1 : distance(written, name);
  return far <= Math.max(1, written.length * CLOSE) ? far : null;
};

/** The few that may be meant by what was written, nearest first. */
export const nearestOf = (written: string, known: readonly Named[]): Named[] => {
  if (written.length > MAX_TYPED_LENGTH) return [];
  const typed = comparable(written);
  return known
    .flatMap((named) => {
      const all = [named.id, ...named.names].map((name) => distanceTo(typed, comparable(name)));
      const best = Math.min(...all.map((far) => far ?? Number.POSITIVE_INFINITY));
      return Number.isFinite(best) ? [{ named, best }] : [];
    })
    .sort((a, b) => a.best - b.best)
    .slice(0, SHOWN)
    .map(({ named }) => named);
};
