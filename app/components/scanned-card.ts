/** What a scanner left in the field: an AMC number when the card begins with one, and whether there was more. */
export type ScannedCard = { amc: string | null; hasRest: boolean };

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

/** Reads what a scan typed; null when a person typed it. `known`: the AMC numbers of the directory. */
export const readCard = (typed: string, known: readonly string[]): ScannedCard | null => {
  const text = repairDigits(typed.trim());
  const digits = /^\d+/.exec(text)?.[0] ?? '';
  const amc = digits.length > 10 ? known.find((number) => digits.startsWith(number)) : digits;
  if (amc && amc.length >= 7) return { amc, hasRest: text.length > amc.length };
  return isScanned(typed) ? { amc: null, hasRest: true } : null;
};
