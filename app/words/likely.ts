import type { Profession } from '#server/domain/facts/vocabulary';
import { professionWords } from './professions';
import { fr, listed } from './typography';

/** More than these are told as « the others ». */
const MANY_PROFESSIONS = 4;

/** Of operators that a card may carry, when none is known for the profession: a condition, never a claim. */
export const likelyWords = {
  ifCardSays: 'Si la carte dit ',
  orCardSays: 'si la carte dit ',
  knownFor: (professions: readonly Profession[]): string =>
    professions.length > MANY_PROFESSIONS
      ? '(connu dans les autres professions)'
      : `(connu chez les ${listed(professions.map((each) => professionWords[each].plural))})`,
  /** Of an operator that somebody read on a card, with this device. */
  readByYou: fr`, lu par vous : `,
} as const;
