import { acronymsIn, initialsOf, isGeneric, mayBeMistyped, wordsOf } from './words';

/** What a search looks in: names, aliases and numbers of mutuelles and platforms, read once of a directory. */

export const FOUND_KINDS = ['mutuelle', 'platform'] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];
/** What may be looked for, as the directory writes it. */
export type Sought = {
  kind: FoundKind;
  id: string;
  name: string;
  aliases: readonly string[];
  amcNumbers: readonly string[];
};

/** What decides between two found alike: served for the profession, likely to be, by how many conventions. */
export type Standing = { isKnown: boolean; isLikely: boolean; conventions: number };

/** A word of the directory, long enough to be mistyped. `isPlain`: written and said as a word, it is no acronym. */
type LongWord = { word: string; entries: number[]; isPlain: boolean };

export type SearchIndex = {
  entries: readonly Sought[];
  /** Each name from each of its words on, glued, in order: all that a beginning of words can begin. */
  endings: readonly Ending[];
  whole: ReadonlyMap<string, number[]>;
  core: ReadonlyMap<string, number[]>;
  acronyms: ReadonlyMap<string, number[]>;
  initials: ReadonlyMap<string, number[]>;
  /** By how they begin and how they end: a typo leaves one of the two. */
  longWords: ReadonlyMap<string, readonly LongWord[]>;
  /** Names by the first of their words that are not generic; those without any by ''. */
  forms: ReadonlyMap<string, readonly Form[]>;
  /** The place of each entry by name. */
  names: Uint32Array;
};
/** `isName`: from its first word on. */
export type Ending = { text: string; entry: number; isGeneric: boolean; isName: boolean };
type Form = { entry: number; words: readonly string[]; core: readonly string[] };

/**
 * Of entries found alike: the place of each, the entry at each place, and how each stands: those that stand alike are
 * in order of their names only.
 */
export type Ranking = { places: Uint32Array; order: Uint32Array; standings: readonly Standing[] };

const SPOKEN = /^[^aeiouy]{0,2}[aeiouy]/;

/** Words written as one. */
export const glued = (words: readonly string[]): string => words.join('');

/** Read once of a directory: it does not depend on who asks. */
export const searchIndexOf = (entries: readonly Sought[]): SearchIndex => {
  const endings: Ending[] = [];
  const whole = new Map<string, number[]>();
  const core = new Map<string, number[]>();
  const acronyms = new Map<string, number[]>();
  const initials = new Map<string, number[]>();
  const longWords = new Map<string, LongWord>();
  const forms = new Map<string, Form[]>();
  const addLong = (word: string, entry: number, isPlain: boolean) => {
    if (!mayBeMistyped(word)) return;
    const known = longWords.get(word) ?? { word, entries: [], isPlain: false };
    known.entries.push(entry);
    known.isPlain ||= isPlain;
    longWords.set(word, known);
  };
  entries.forEach(({ name, aliases }, entry) => {
    for (const text of [name, ...aliases]) {
      const words = wordsOf(text);
      const kept = words.filter((word) => !isGeneric(word));
      const isPlain = /\p{Ll}/u.test(text);
      add(forms, kept[0] ?? '', { entry, words, core: kept });
      add(whole, glued(words), entry);
      add(core, glued(kept), entry);
      for (const acronym of acronymsIn(text)) add(acronyms, acronym, entry);
      for (const acronym of initialsOf(words)) add(initials, acronym, entry);
      words.forEach((word, place) => {
        const text = glued(words.slice(place));
        endings.push({ text, entry, isGeneric: isGeneric(word), isName: place === 0 });
        addLong(word, entry, isPlain && SPOKEN.test(word));
        const next = words[place + 1];
        if (next !== undefined) addLong(word + next, entry, false);
      });
      if (words.length > 2) addLong(glued(words), entry, false);
      if (kept.length > 2) addLong(glued(kept), entry, false);
    }
  });
  endings.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : a.entry - b.entry));
  const byEnds = new Map<string, LongWord[]>();
  for (const each of longWords.values()) for (const end of endsOf(each.word)) add(byEnds, end, each);
  const names = placesIn(entries.map((_, entry) => entry).sort(byNameIn(entries)));
  return { entries, endings, whole, core, acronyms, initials, longWords: byEnds, forms, names };
};

export const endsOf = (word: string): string[] => [`${word.slice(0, 2)}-`, `-${word.slice(-2)}`];

const add = <K, V>(lists: Map<K, V[]>, key: K, value: V): void => {
  const list = lists.get(key);
  if (!list) lists.set(key, [value]);
  else if (list.at(-1) !== value) list.push(value);
};

const french = new Intl.Collator('fr');

const byNameIn =
  (entries: readonly Sought[]) =>
  (left: number, right: number): number => {
    const [a, b] = [entries[left], entries[right]] as [Sought, Sought];
    return (
      french.compare(a.name, b.name) ||
      FOUND_KINDS.indexOf(a.kind) - FOUND_KINDS.indexOf(b.kind) ||
      (a.id < b.id ? -1 : 1)
    );
  };

const placesIn = (order: ArrayLike<number>): Uint32Array => {
  const places = new Uint32Array(order.length);
  for (let place = 0; place < order.length; place += 1) places[order[place] ?? 0] = place;
  return places;
};

/** The order of what is found alike: known first, then likely, then by conventions, then by name. */
export const rankingOf = (
  { entries, names }: SearchIndex,
  standingOf: (entry: Sought) => Standing,
): Ranking => {
  const standings = entries.map(standingOf);
  const order = Uint32Array.from(entries.keys()).sort((left, right) => {
    const [a, b] = [standings[left], standings[right]] as [Standing, Standing];
    return byStanding(a, b) || (names[left] ?? 0) - (names[right] ?? 0);
  });
  return { places: placesIn(order), order, standings };
};

/** Negative: the first stands before the second. */
export const byStanding = (a: Standing, b: Standing): number =>
  Number(b.isKnown) - Number(a.isKnown) ||
  Number(b.isLikely) - Number(a.isLikely) ||
  b.conventions - a.conventions;
