/** How a typed name or number is compared, in the browser and on the server alike. */

/** Accents and case ignored. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

const withoutZeros = (number: string): string => number.replace(/^0+(?=.)/, '');

/** Whether a number begins with what is typed, leading zeros counted or not. */
export const amcBegins = (number: string, typed: string): boolean =>
  number.startsWith(typed) || withoutZeros(number).startsWith(withoutZeros(typed));

/** Whether two numbers are the same, leading zeros aside. */
export const sameAmc = (a: string, b: string): boolean => withoutZeros(a) === withoutZeros(b);

/** Longer than this, a word or an id is nobody's, mistyped: nothing near it is looked for. */
export const MAX_TYPED_LENGTH = 40;
