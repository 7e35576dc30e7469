/** What a card says of its mutuelle and convention: all that is kept of it. */
export type Card = { amc: string; code: string | null; csr: string | null };

/** What a scanner left in the field: a card when it begins with a number, and whether there was more. */
export type ScannedCard = { card: Card | null; hasRest: boolean };

/** The separator of the card's fields (GS1). */
export const GROUP_SEPARATOR = '\u001d';
const AZERTY_DIGITS = 'à&é"\'(-è_ç';
const SHORTEST = 4;

/** Digits typed by a scanner that thinks the keyboard is a QWERTY: « &é"'( » is 12345. Anything else is left alone. */
export const repairDigits = (typed: string): string => {
  const characters = [...typed];
  const isRow = characters.every((each) => AZERTY_DIGITS.includes(each) || each === GROUP_SEPARATOR);
  if (!isRow || characters.length < SHORTEST) return typed;
  return characters.map((each) => (each === GROUP_SEPARATOR ? each : AZERTY_DIGITS.indexOf(each))).join('');
};

/** Only a scanner types a separator, or more digits than a number has. */
export const isScanned = (typed: string): boolean =>
  typed.includes(GROUP_SEPARATOR) || /^\d{11}/.test(repairDigits(typed.trim()));

/**
 * The type, two letters, and the CSR, digits, when they are the fields that follow a number: anything else is of the
 * person.
 */
const BESIDE = /^[\p{Cc}\s/-]*([a-z]{2})(?:[\p{Cc}\s/-]*(\d{1,4}))?(?=[\p{Cc}\s/-]|$)/iu;
/** What may still become them, as a scanner types. */
const MAY_BE_BESIDE = /^[\p{Cc}\s/-]*(?:[a-z]{1,2}(?:[\p{Cc}\s/-]*\d{0,4})?)?$/iu;

export const mayBeBeside = (typed: string): boolean => MAY_BE_BESIDE.test(typed);

export const readBeside = (typed: string): Omit<Card, 'amc'> => {
  const [, code = null, csr = null] = BESIDE.exec(typed) ?? [];
  return { code: code?.toUpperCase() ?? null, csr };
};

/**
 * A social security number alone: sex, year, month, place and order, with or without its key. It may begin as an AMC
 * number does, and is none.
 */
const OF_A_PERSON = /^[1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)\d{8}(?:\d{2})?$/;

/** Reads what a scan typed; null when a person typed it. `known`: the AMC numbers of the directory. */
export const readCard = (typed: string, known: readonly string[]): ScannedCard | null => {
  const text = repairDigits(typed.trim());
  const digits = /^\d+/.exec(text)?.[0] ?? '';
  if (OF_A_PERSON.test(digits)) return { card: null, hasRest: true };
  const amc = digits.length > 10 ? known.find((number) => digits.startsWith(number)) : digits;
  if (amc && amc.length >= 7) {
    const rest = text.slice(amc.length);
    return { card: { amc, ...readBeside(rest) }, hasRest: rest !== '' };
  }
  return isScanned(typed) ? { card: null, hasRest: true } : null;
};

/** As one would type it: what the field shows of a card, and the search reads. */
export const printedCard = ({ amc, code, csr }: Card): string =>
  [amc, code, csr].filter((part) => part !== null).join('-');
