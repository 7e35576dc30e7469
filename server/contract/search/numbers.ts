import { fold, sameAmc } from './typed';

/** What a card prints to say whose it is: its number, and the type and CSR of its convention; null: not there. */
export type PrintedNumber = { number: string; code: string | null; csr: string | null };

/** « AMC », « n° », « numéro » before the digits; « / », the key that comes back to the field. */
const LABELS = /^\/*(?:(?:amc|numero|num|nr|no|n)\b[\s°º:.]*)*(?=\d)/;
/** Between the number, the type and the CSR; digits may also be spaced among themselves. */
const SEPARATORS = /[\s/.:_–—-]+|(?<=^\d+)(?=[a-z])/;
const GLUED = /^([a-z]{2})(\d{1,4})$/;
const NUMBER = /^\d{2,10}$/;
const TYPE = /^[a-z]{1,3}$/;
const CSR = /^[a-z0-9]{1,4}$/;

/** Numbers are known to lose their zeros in a spreadsheet or on a screen; shorter ones are only the beginning of one. */
export const SHORTEST_NUMBER = 6;

/**
 * The ways to read a number as printed, the one with most digits first: « 00401737 01 » may be spaced digits, or a
 * number and its CSR. None: it is no number.
 */
export const readPrinted = (typed: string): PrintedNumber[] => {
  const text = fold(typed).trim().replace(LABELS, '');
  const parts = /^\d/.test(text) ? text.split(SEPARATORS).filter((part) => part !== '') : [];
  const firstOther = parts.findIndex((part) => !/^\d+$/.test(part));
  const digits = firstOther === -1 ? parts : parts.slice(0, firstOther);
  return digits.flatMap((_, left) => {
    const taken = digits.length - left;
    const number = digits.slice(0, taken).join('');
    const rest = restOf(parts.slice(taken));
    return rest && NUMBER.test(number) ? [{ number, ...rest }] : [];
  });
};

/** The type and the CSR that follow a number, in either order; null: something else follows. */
const restOf = (parts: readonly string[]): Omit<PrintedNumber, 'number'> | null => {
  const [first, second, ...others] = parts.filter((part) => !SAID.test(part));
  if (others.length > 0) return null;
  if (first === undefined) return { code: null, csr: null };
  if (second === undefined) {
    const [, type = null, csr = null] = GLUED.exec(first) ?? [];
    if (type !== null) return cardOf(type, csr);
    return TYPE.test(first) ? cardOf(first, null) : CSR.test(first) ? cardOf(null, first) : null;
  }
  if (TYPE.test(first) && CSR.test(second)) return cardOf(first, second);
  return CSR.test(first) && TYPE.test(second) ? cardOf(second, first) : null;
};

/** The names of the two, when the card prints them. */
const SAID = /^(?:type|conv|convention|code|csr)$/;

const cardOf = (code: string | null, csr: string | null) => ({
  code: code?.toUpperCase() ?? null,
  csr: csr?.toUpperCase() ?? null,
});

/** Whether a number of the directory is the one that is read, zeros lost or not. */
export const isNumber = (known: string, { number }: Pick<PrintedNumber, 'number'>): boolean =>
  known === number || (number.length >= SHORTEST_NUMBER && sameAmc(known, number));

const OTHER_NUMBER = /^\w{7,10}$/;

/** The same of what is given for the number of a card, which is never the beginning of one; numbers may have letters. */
export const readAmc = (given: string): PrintedNumber[] => {
  const readings = readPrinted(given).filter(({ number }) => number.length >= SHORTEST_NUMBER);
  return readings.length === 0 && OTHER_NUMBER.test(given)
    ? [{ number: given, code: null, csr: null }]
    : readings;
};
