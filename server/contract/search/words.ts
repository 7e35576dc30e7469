import { fold } from './typed';

/** Words that so many names hold that they neither exclude a name nor decide for one. */
const GENERIC = new Set(
  ['mutuelle', 'mutuelles', 'assurance', 'assurances', 'sante', 'prevoyance', 'groupe', 'france'].concat([
    'la',
    'le',
    'les',
    'l',
    'de',
    'du',
    'des',
    'd',
  ]),
);
export const isGeneric = (word: string): boolean => GENERIC.has(word);

const LONG_GENERIC = [...GENERIC].filter((word) => word.length > 4);
const SHORTEST_BEGINNING = 3;

/** Whether somebody may be on the way to type a generic word: « mutu ». */
export const beginsGeneric = (word: string): boolean =>
  word.length >= SHORTEST_BEGINNING && LONG_GENERIC.some((generic) => generic.startsWith(word));

export const isGenericMistyped = (word: string): boolean =>
  LONG_GENERIC.some((generic) => mayBeMistyped(word) && isOneTypo(word, generic));

/** The words of a name or of what is typed; letters apart, dotted or spaced, are one: `m.g.e.n`. */
export const wordsOf = (text: string): string[] => {
  const words: string[] = [];
  let isLetters = false;
  for (const word of fold(text).match(/[\p{L}\p{N}]+/gu) ?? []) {
    const isLetter = /^\p{L}$/u.test(word);
    if (isLetter && isLetters) words.push(words.pop() + word);
    else words.push(word);
    isLetters = isLetter;
  }
  return words;
};

const SHORTEST_MISTYPED = 5;

/** A typo is forgiven in words of five letters or more only: an acronym one letter off is another mutuelle's. */
export const mayBeMistyped = (word: string): boolean =>
  word.length >= SHORTEST_MISTYPED && !/^\d+$/.test(word);

/** Whether one letter added, left out, changed, or swapped with its neighbour makes one of the other. */
export const isOneTypo = (a: string, b: string): boolean => {
  const shorter = Math.min(a.length, b.length);
  if (Math.max(a.length, b.length) - shorter > 1) return false;
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [left, right] = [a.length - start - end, b.length - start - end];
  if (left <= 1 && right <= 1) return true;
  return left === 2 && right === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
};

/** Not among the letters of an acronym: « Mutuelle Générale de la Police » is MGP. */
const SMALL = new Set(['la', 'le', 'les', 'l', 'de', 'du', 'des', 'd', 'et', 'a', 'au', 'aux', 'en']);
const SHORTEST_ACRONYM = 3;

/** The acronyms that the initials of a name make, with its small words and without. */
export const initialsOf = (words: readonly string[]): string[] => {
  const letters = words.filter((word) => /^\p{L}/u.test(word));
  return [letters, letters.filter((word) => !SMALL.has(word))]
    .map((each) => each.map((word) => word.charAt(0)).join(''))
    .filter((acronym, place, all) => acronym.length >= SHORTEST_ACRONYM && all.indexOf(acronym) === place);
};

/** The acronyms a name holds beside another form of it: « GROUPE PASTEUR MUTUALITÉ - A.G.M.F ». */
export const acronymsIn = (name: string): string[] => {
  const parts = name.split(/\s[-–]\s|[-–]\s|[/()]/);
  if (parts.length < 2) return [];
  return parts.flatMap((part) => {
    const [word, ...others] = wordsOf(part);
    const isAcronym = word !== undefined && others.length === 0 && !/\p{Ll}/u.test(part);
    return isAcronym && word.length >= SHORTEST_ACRONYM ? [word] : [];
  });
};
