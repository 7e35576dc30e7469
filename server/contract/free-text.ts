import { z } from 'zod';

const RUN = /(?<!\d)(?:\d{13}|\d{15})(?!\d)/;
/** The same number as people write it, in groups: sex, year, month, department (2A, 2B), commune, order, key. */
const GROUPED =
  /(?<!\d)[1-478][ .-]?\d{2}[ .-]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .-]?(?:\d{2}|2[AB])[ .-]?\d{3}[ .-]?\d{3}(?:[ .-]?\d{2})?(?!\d)/iu;

/** Whether a text seems to hold a social security number (13 digits, 15 with its key). */
const holdsPatientNumber = (text: string): boolean => {
  const plain = text.replace(/[\u00a0\u202f]/g, ' ');
  return RUN.test(plain) || GROUPED.test(plain);
};

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
