/** How a typed name or number is compared, in the browser and on the server alike. */

/** Accents and case ignored. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** A typed AMC number: digits only, at least two; anything else is a name. */
export const isAmcNumber = (typed: string): boolean => /^\d{2,10}$/.test(typed.trim());

const withoutZeros = (number: string): string => number.replace(/^0+(?=.)/, '');

/** Whether a number begins with what is typed, leading zeros counted or not. */
export const amcBegins = (number: string, typed: string): boolean =>
  number.startsWith(typed) || withoutZeros(number).startsWith(withoutZeros(typed));

/** Whether two numbers are the same, leading zeros aside. */
export const sameAmc = (a: string, b: string): boolean => withoutZeros(a) === withoutZeros(b);

/** Longer than this, a word or an id is nobody's, mistyped: nothing near it is looked for. */
export const MAX_TYPED_LENGTH = 40;

/** A word of a query, and itself with two neighbouring letters swapped: the typo that counts for two. */
const withSwaps = (word: string): string[] => [
  word,
  ...(word.length < 4 || word.length > MAX_TYPED_LENGTH
    ? []
    : Array.from(
        { length: word.length - 1 },
        (_, i) => word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2),
      )),
];

/** The fields of a mutuelle that one may search by. */
export type Searchable = { id: string; name: string; aliases: readonly string[] };

/** How MiniSearch goes by names and aliases, best first: one typo a word is forgiven. */
export const SEARCH = {
  fields: ['name', 'aliases'],
  extractField: (mutuelle: Searchable, field: string): string =>
    field === 'aliases' ? mutuelle.aliases.join(' ') : mutuelle[field as 'id' | 'name'],
  processTerm: (term: string) => fold(term) || null,
  searchOptions: { boost: { name: 2 }, prefix: true, fuzzy: (term: string) => (term.length > 2 ? 1 : 0) },
};

/** The words of what is typed. */
export const wordsOf = (typed: string): string[] => fold(typed).match(/[\p{L}\p{N}]+/gu) ?? [];

/** All of these words, as MiniSearch is asked for them. */
export const queryFor = (words: readonly string[]) => ({
  combineWith: 'AND' as const,
  queries: words.map((word) => ({ combineWith: 'OR' as const, queries: withSwaps(word) })),
});
