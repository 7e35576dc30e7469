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
export const withSwaps = (word: string): string[] => [
  word,
  ...(word.length < 4 || word.length > MAX_TYPED_LENGTH
    ? []
    : Array.from(
        { length: word.length - 1 },
        (_, i) => word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2),
      )),
];
