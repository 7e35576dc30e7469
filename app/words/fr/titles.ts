import type { Profession } from '#server/domain/facts/vocabulary';
import { fullDay } from './instants';
import { professionWords } from './professions';
import { fr } from './typography';

/** « Opticien : tiers payant, maintenant – Comptoir »; of a replay, the day it is of. `at`: null now. */
export const boardTitle = (profession: Profession, at: string | null, isDoubted: boolean): string => {
  const when = at !== null ? fullDay(at) : isDoubted ? 'à vérifier' : 'maintenant';
  return fr`${professionWords[profession].name} : tiers payant, ${when} – Comptoir`;
};

export const homeTitle = (isDoubted: boolean): string =>
  fr`Comptoir : le tiers payant${isDoubted ? '' : ', maintenant'}`;
