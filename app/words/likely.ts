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
  whichOperator: fr`Quel opérateur est imprimé sur la carte ?`,
  cardSays: 'La carte dit',
  answer: 'La réponse',
  youRead: 'Sur la carte',
  iRead: fr`Je l'ai lu`,
  iReadOf: (operator: string): string => fr` : ${operator}`,
  saidOnce: (profession: Profession): string =>
    fr`« Je l'ai lu » est retenu sur cet appareil, et dit au bureau pour les ${professionWords[profession].plural} : il vérifie, puis l'annuaire le dit à tous.`,
  forget: 'Oublier',
  readOnCard: (operator: string, practices: number): string =>
    fr`${operator} : lu sur la carte par ${practices} confrères.`,
  /** Before a notice about operators that are only likely. */
  ifCardSaysOne: (operators: readonly string[]): string => fr`Si la carte dit ${operators.join(' ou ')} :`,
  /** Of an operator that somebody read on a card, with this device. */
  readByYou: fr`, lu par vous : `,
} as const;
