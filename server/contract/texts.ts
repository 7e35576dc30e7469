import { z } from 'zod';
import { addIssue } from './dataset-fields';

/**
 * A social security number, in one run or in groups as people write it: sex, year, month, department (2A, 2B), commune,
 * order, and the key, up to 97, when it is there.
 */
const SHAPED =
  /(?<!\d)[1-478][ .-]?\d{2}[ .-]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .-]?(?:\d{2}|2[AB])[ .-]?\d{3}[ .-]?\d{3}(?:[ .-]?(?:0[1-9]|[1-8]\d|9[0-7]))?(?!\d)/giu;

/** French medicines and devices bear 340 and a check digit (EAN 13): a code of the trade, which nobody is born with. */
const isProductCode = (digits: string): boolean => {
  if (!/^340\d{10}$/.test(digits)) return false;
  const sum = [...digits].reduce(
    (total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3),
    0,
  );
  return sum % 10 === 0;
};

const plainSpaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const isPatientNumber = (found: string): boolean => !isProductCode(found.replace(/[ .-]/g, ''));

/** Whether a text seems to hold a social security number (13 digits, 15 with its key). */
const holdsPatientNumber = (text: string): boolean =>
  [...plainSpaces(text).matchAll(SHAPED)].some(([found]) => isPatientNumber(found));

/** A text copied from elsewhere (address, number, code): kept as it is, if a database and a page can carry it. */
export const verbatim = z.string().superRefine((text, context) => {
  if (!text.includes('\0') && !/\p{Surrogate}/u.test(text)) return;
  const cure = 'Retirez le caractère nul ou le caractère Unicode incomplet.';
  context.addIssue({ code: 'custom', message: 'le texte contient un caractère interdit', params: { cure } });
});

/** A text written by hand: never patient data. */
export const freeText = verbatim.superRefine((text, context) => {
  if (!holdsPatientNumber(text)) return;
  const message = 'le texte contient ce qui ressemble à un numéro de sécurité sociale';
  context.addIssue({
    code: 'custom',
    message,
    params: { cure: 'Aucune donnée de patient ici : retirez-le.', isRule: true },
  });
});

/** What somebody writes to be read by others: bounded, and showing all that it holds. The record of an import is not held to it. */

/** Marks, embeddings, overrides and isolates of direction: the text would read otherwise than it is written. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Signs without width, which hide in a word. */
const WITHOUT_WIDTH = /[\u180e\u200b-\u200d\u2060-\u2064\ufeff]/;

/**
 * Where a joiner is no lone sign: a zero-width joiner between two emoji, which makes one of them, and either joiner
 * between two letters of a script that is spelt with it (neither Latin, Greek nor Cyrillic is).
 */
const IN_EMOJI =
  /(?<=\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}]?\ufe0f?)\u200d(?=\p{Extended_Pictographic})/gu;
const OF_JOINED_SCRIPT = '(?![\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}])[\\p{L}\\p{M}]';
const IN_SCRIPT = new RegExp(`(?<=${OF_JOINED_SCRIPT})[\\u200c\\u200d](?=${OF_JOINED_SCRIPT})`, 'gu');

/** Tabs and ends of lines are the only ones a text needs. */
const CONTROL = /(?![\t\n\r])\p{Cc}/u;

const holdsUnseen = (text: string): boolean =>
  DIRECTION.test(text) ||
  CONTROL.test(text) ||
  WITHOUT_WIDTH.test(text.replace(IN_EMOJI, '').replace(IN_SCRIPT, ''));

const UNSEEN = new RegExp(`${DIRECTION.source}|${WITHOUT_WIDTH.source}|${CONTROL.source}`, 'gu');
const MASK = '•••';

/**
 * What a machine wrote, as it may be kept: without the signs that are not seen, nor what looks like a social security
 * number, which hides in neither.
 */
export const masked = (text: string): string => {
  const seen = text.replace(/\p{Surrogate}/gu, '').replace(UNSEEN, '');
  return holdsPatientNumber(seen)
    ? plainSpaces(seen).replace(SHAPED, (found) => (isPatientNumber(found) ? MASK : found))
    : seen;
};

/** A text without signs that are not seen, whatever its length. */
export const seenText = freeText.superRefine((text, context) => {
  if (!holdsUnseen(text)) return;
  const cure = 'Retirez les signes de direction, les signes sans largeur et les caractères de commande.';
  const message = 'le texte contient des signes qui ne se voient pas';
  context.addIssue({ code: 'custom', message, params: { cure, isRule: true } });
});

/** `most`: characters, as people count them. */
const bounded = (most: number) =>
  seenText
    .superRefine((text, context) => {
      // Counted only when it may be too long: a sign is one or two units.
      if (text.length <= most || [...text].length <= most) return;
      addIssue(context, `plus de ${most} signes`, `Restez sous ${most} signes.`);
    })
    .meta({ maxLength: most });

const notEmpty = <S extends z.ZodType<string>>(text: S) =>
  text.superRefine((given, context) => {
    if (String(given).trim() === '') addIssue(context, 'texte vide', 'Écrivez-le.');
  });

export const writtenTitle = bounded(200);
export const writtenText = bounded(2_000);
/** Of a person, a key, a probe. */
export const writtenName = notEmpty(bounded(100));
/** What a card says beside its number. */
export const writtenOnCard = bounded(40);
export const filledTitle = notEmpty(writtenTitle);
export const filledText = notEmpty(writtenText);

/** Where something was read: an address. Which ones may be cited is for whoever writes. */
export const writtenAddress = bounded(2_000);
