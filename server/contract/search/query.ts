import {
  byStanding,
  type Ending,
  endsOf,
  type FoundKind,
  glued,
  type Ranking,
  type SearchIndex,
  type Sought,
  type Standing,
} from './name-index';
import { isNumber, type PrintedNumber, readPrinted, SHORTEST_NUMBER } from './numbers';
import { amcBegins } from './typed';
import { beginsGeneric, isGeneric, isGenericMistyped, isOneTypo, mayBeMistyped, wordsOf } from './words';

/** The one search of mutuelles and platforms: of `/api/v1/search` and of the board, without a network. */

/** How what was typed was found, the surest first; `typo` is a guess, to be said as one. */
export const MATCHES = ['number', 'exact', 'words', 'typo'] as const;

export type Match = (typeof MATCHES)[number];
export type Found = { kind: FoundKind; id: string; name: string; matched: Match };

export type SearchResult = {
  /** Best first, as many as were asked for, of `total`. */
  found: readonly Found[];
  total: number;
  /** The place of the one that was meant without doubt, which may be opened at once; null: one has to choose. */
  sure: number | null;
  /** What was typed, read as the number of a card, with the type and CSR beside it; null: it is none. */
  printed: PrintedNumber | null;
  /** A whole number, of nobody here. */
  isUnknownNumber: boolean;
};

type Mask = Uint8Array;

/** More words than a name has are not looked for. */
const MAX_WORDS = 16;

/** What answers what is typed, best first. `ranking` of the same index. */
export const searchIn = (
  index: SearchIndex,
  ranking: Ranking,
  typed: string,
  most = Number.POSITIVE_INFINITY,
): SearchResult => {
  const { printed, numbered, isWhole } = byNumber(index.entries, typed);
  const told = (tiers: readonly Tier[], sure: number | null): SearchResult => {
    const total = tiers.reduce((sum, { found }) => sum + found.length, 0);
    const found: Found[] = [];
    for (const { matched, found: entries } of tiers)
      for (const entry of entries.slice(0, most - found.length)) found.push(foundAs(index, entry, matched));
    const isUnknownNumber = total === 0 && (printed?.number.length ?? 0) >= SHORTEST_NUMBER;
    return { found, total, sure: sure !== null && sure < most ? sure : null, printed, isUnknownNumber };
  };
  const tier = (matched: Match, found: readonly number[]): Tier => ({
    matched,
    found: ranked(ranking, found),
  });

  if (isWhole) return told([tier('number', numbered)], numbered.length === 1 ? 0 : null);
  const words = wordsOf(typed).slice(0, MAX_WORDS);
  const { exact, others } = byWords(index, words);
  const better = new Set([...numbered, ...exact]);
  const rest = others.filter((entry) => !better.has(entry));
  if (better.size + rest.length === 0)
    return told([tier('typo', words.length === 0 ? [] : guessed(index, words))], null);
  const tiers = [
    tier('number', numbered),
    tier(
      'exact',
      exact.filter((each) => !numbered.includes(each)),
    ),
    tier('words', rest),
  ];
  const sure = numbered.length > 0 ? null : sureAmong(index, ranking, words, exact, tiers[2]?.found ?? []);
  return told(tiers, sure);
};

const foundAs = ({ entries }: SearchIndex, entry: number, matched: Match): Found => {
  const { kind, id, name } = entries[entry] as Sought;
  return { kind, id, name, matched };
};

/** What is found alike, in order. */
type Tier = { matched: Match; found: readonly number[] };

const ranked = ({ places, order }: Ranking, entries: readonly number[]): number[] =>
  Array.from(Uint32Array.from(entries, (entry) => places[entry] ?? 0).sort(), (place) => order[place] ?? 0);

/**
 * The only exact one; when none is, the only one found, or the one that begins as what is typed: of several, the one that
 * stands before all the others. In order of their names alone none is meant.
 */
const sureAmong = (
  { endings }: SearchIndex,
  { standings }: Ranking,
  words: readonly string[],
  exact: readonly number[],
  others: readonly number[],
): number | null => {
  if (exact.length > 0) return exact.length === 1 ? 0 : null;
  if (others.length === 1) return 0;
  const begun = new Set<number>();
  for (const { entry, isName } of beginningBy(endings, glued(words))) if (isName) begun.add(entry);
  const [first, second] = others.filter((entry) => begun.has(entry));
  if (first === undefined) return null;
  const isAhead =
    second === undefined ||
    (saysEnough(words) && byStanding(standings[first] as Standing, standings[second] as Standing) < 0);
  return isAhead ? others.indexOf(first) : null;
};

const ENOUGH_LETTERS = 4;

/** Whether one of several may be meant by it: « mu » and « mutuelle » begin too many. */
const saysEnough = (words: readonly string[]): boolean =>
  glued(words).length >= ENOUGH_LETTERS && !words.every((word) => isGeneric(word) || beginsGeneric(word));

/** By the number of a card: the very one, else those that begin so. */
const byNumber = (entries: readonly Sought[], typed: string) => {
  const readings = readPrinted(typed);
  const holding = (fits: (known: string) => boolean): number[] =>
    entries.flatMap(({ amcNumbers }, entry) => (amcNumbers.some(fits) ? [entry] : []));
  for (const printed of readings) {
    const numbered = holding((known) => isNumber(known, printed));
    if (numbered.length > 0) return { printed, numbered, isWhole: true };
  }
  const [printed = null] = readings;
  const isAlone = printed !== null && printed.code === null && printed.csr === null;
  const numbered = isAlone ? holding((known) => amcBegins(known, printed.number)) : [];
  return { printed, numbered, isWhole: false };
};

type ByWords = { exact: number[]; others: number[] };

const byWords = (index: SearchIndex, words: readonly string[]): ByWords => {
  if (words.length === 0) return { exact: [], others: [] };
  const exact = exactly(index, words);
  const others = exact.length > 0 ? withAll(index, words, false) : withAll(index, words, true);
  if (exact.length > 0 || others.length > 0) return { exact, others };
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  if (beginsGeneric(last) && before.some((word) => !isGeneric(word))) return byWords(index, before);
  return { exact: byInitials(index, words), others };
};

/** Its whole name; else its name but for generic words; else an acronym beside its name. */
const exactly = (index: SearchIndex, words: readonly string[]): number[] => {
  const whole = index.whole.get(glued(words));
  if (whole) return whole;
  const kept = words.filter((word) => !isGeneric(word));
  const forms = kept.length === 0 ? [] : withoutSome(words).map(glued);
  const alike = new Set(
    forms.flatMap((form) => [...(index.core.get(form) ?? []), ...(index.whole.get(form) ?? [])]),
  );
  // A name of generic words alone has no other: those typed besides do not take it away.
  if (kept.length === 0)
    for (const form of index.forms.get('') ?? [])
      if (form.words.every((word) => words.includes(word))) alike.add(form.entry);
  if (alike.size > 0) return [...alike];
  return index.acronyms.get(glued(kept)) ?? [];
};

const MAX_GENERIC = 5;

/** These words without some of the generic ones, in every way: any of them may be part of a name that is glued. */
const withoutSome = (words: readonly string[]): string[][] => {
  const isMany = words.filter(isGeneric).length > MAX_GENERIC;
  let ways: string[][] = [[]];
  for (const word of words) {
    const withWord = ways.map((way) => [...way, word]);
    if (!isGeneric(word)) ways = withWord;
    else if (!isMany) ways = [...withWord, ...ways];
  }
  return ways;
};

/** The initials of one name alone, when nothing else is called so. */
const byInitials = ({ initials }: SearchIndex, words: readonly string[]): number[] => {
  const [acronym, ...others] = words.filter((word) => !isGeneric(word));
  const holders = acronym === undefined || others.length > 0 ? [] : (initials.get(acronym) ?? []);
  return holders.length === 1 ? holders : [];
};

/** Those of which every word typed begins a word, glued or split. `isOnTheWay`: the last may be half a generic word. */
const withAll = (index: SearchIndex, words: readonly string[], isOnTheWay: boolean): number[] => {
  const isOnlyGeneric = words.every(isGeneric);
  const last = words.length - 1;
  return entriesOf(
    index,
    words,
    (word, place) => {
      if (isGeneric(word) && !isOnlyGeneric) return null;
      const isHalf = isOnTheWay && place === last && place > 0 && beginsGeneric(word);
      return beginning(index, word, isHalf);
    },
    (pair) => beginning(index, pair, false),
  );
};

/** A guess: each word but one letter; else one word too many. */
const guessed = (index: SearchIndex, words: readonly string[]): number[] => {
  const isGenericLike = (word: string) => isGeneric(word) || isGenericMistyped(word);
  const isOnlyGeneric = words.every(isGenericLike);
  const mistyped = entriesOf(
    index,
    words,
    (word) => (isGenericLike(word) && !isOnlyGeneric ? null : nearly(index, word)),
    (pair) => nearly(index, pair),
  );
  return mistyped.length > 0 ? mistyped : withinWords(index, words);
};

/** The entries that `maskOf` each word, or of two glued, allows together; null: a word that says nothing. */
const entriesOf = (
  { entries }: SearchIndex,
  words: readonly string[],
  maskOf: (word: string, place: number) => Mask | null,
  maskOfPair: (pair: string) => Mask,
): number[] => {
  let after: Mask = new Uint8Array(entries.length).fill(1);
  let afterNext: Mask | null = null;
  for (let place = words.length - 1; place >= 0; place -= 1) {
    const word = words[place] ?? '';
    const next = words[place + 1];
    const own = maskOf(word, place);
    const both: Mask | null = next === undefined ? null : maskOfPair(word + next);
    const here = new Uint8Array(entries.length);
    for (let entry = 0; entry < here.length; entry += 1) {
      const isAlone = (own === null || own[entry] === 1) && after[entry] === 1;
      const isGlued = both?.[entry] === 1 && afterNext?.[entry] === 1;
      here[entry] = isAlone || isGlued ? 1 : 0;
    }
    afterNext = after;
    after = here;
  }
  const found: number[] = [];
  for (let entry = 0; entry < after.length; entry += 1) if (after[entry] === 1) found.push(entry);
  return found;
};

/** The endings of names that begin so. */
function* beginningBy(endings: readonly Ending[], start: string): Generator<Ending> {
  let [low, high] = [0, endings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((endings[middle] as Ending).text < start) low = middle + 1;
    else high = middle;
  }
  for (let place = low; endings[place]?.text.startsWith(start); place += 1) yield endings[place] as Ending;
}

/** The entries with a word, or several glued, that begins so. `isOwn`: generic words do not count. */
const beginning = ({ endings, entries }: SearchIndex, start: string, isOwn: boolean): Mask => {
  const mask = new Uint8Array(entries.length);
  for (const { entry, isGeneric } of beginningBy(endings, start)) if (!isOwn || !isGeneric) mask[entry] = 1;
  return mask;
};

/** The same, one typo forgiven in a long word; in one of four letters, when a word of five that is no acronym was meant. */
const nearly = (index: SearchIndex, word: string): Mask => {
  const mask = beginning(index, word, false);
  if (/^\d+$/.test(word)) return mask;
  for (const end of endsOf(word))
    for (const long of index.longWords.get(end) ?? [])
      if ((mayBeMistyped(word) || long.isPlain) && isOneTypo(word, long.word))
        for (const entry of long.entries) mask[entry] = 1;
  return mask;
};

/** The longest names of which every word was typed, with others. */
const withinWords = ({ forms }: SearchIndex, words: readonly string[]): number[] => {
  const within = [...new Set(words)]
    .filter((word) => !isGeneric(word))
    .flatMap((word) => forms.get(word) ?? [])
    .filter(({ core }) => glued(core).length > 2 && core.every((word) => words.includes(word)));
  const longest = Math.max(0, ...within.map(({ core }) => core.length));
  return [...new Set(within.filter(({ core }) => core.length === longest).map(({ entry }) => entry))];
};
