import fc from 'fast-check';
import { MINUTE } from '#server/domain/facts/intervals';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';

/** What invented worlds are drawn from. */

export type Shape = { platforms: string[]; mutuelles: string[] };

/** A span, in milliseconds; bounds in minutes. */
export const minutes = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((count) => count * MINUTE);
/** Minutes in so many days. */
export const days = (count: number): number => count * 24 * 60;

export const some = <T>(values: readonly T[], minLength = 1) => fc.subarray([...values], { minLength });
export const professions = fc.oneof(fc.constant('all' as const), some(PROFESSIONS));

/** Names and texts that are long, short, accented, quoted. */
export const NAMES = [
  'Nord',
  'L’Étoile d’Or',
  'Éà « Œuvre »',
  'A',
  'Union des Caisses de Prévoyance et d’Entraide du Littoral',
];
export const TEXTS = [
  null,
  'On cherche.',
  'Texte\nde deux lignes, avec **du gras**.',
  'x'.repeat(1_500),
  'C’est « réglé » : 100 %.',
];
