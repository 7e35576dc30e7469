import type { BoardGroup, Profession } from '#server/domain/facts/vocabulary';
import { professionWords } from './professions';
import { counted, fr, lowered } from './typography';
import { groupWords } from './verdicts';

/** What is done at the counter, by what the operators beside answer. */
const DOES: Partial<Record<BoardGroup, string>> = {
  suspended: fr`Non : pas de tiers payant avec cette carte. Le patient règle, ou le dossier attend.`,
  depends: fr`Selon la carte : lisez l'opérateur imprimé avant de répondre.`,
  restricted: fr`Avec réserve : lisez la réponse de la mutuelle avant de facturer.`,
};

export const wallWords = {
  title: (profession: Profession): string =>
    fr`Écran mural, ${lowered(professionWords[profession].name)} – Comptoir`,
  head: (profession: Profession): string => fr`${professionWords[profession].name} : tiers payant`,
  operators: 'Opérateurs',
  mutuelles: 'Mutuelles',
  forCard: fr`pour une carte marquée :`,
  page: (page: number, pages: number, first: string, last: string): string =>
    fr`page ${page} sur ${pages} · ${initialOf(first)} à ${initialOf(last)}`,
  /** « Non : 131 mutuelles ». */
  counted: (word: string, count: number): string => fr`${word} : ${counted(count, 'mutuelle')}`,
  /** « Selon la carte : 20 ». */
  rest: (group: BoardGroup, count: number): string => fr`${groupWords[group].plural} : ${count}`,
  noneTouched: fr`Aucune mutuelle touchée, pour ce que nous savons.`,
  does: (verdict: BoardGroup): string =>
    DOES[verdict] ?? fr`La carte décide : lisez l'opérateur imprimé avant de répondre.`,
} as const;

const initialOf = (name: string): string => name.charAt(0).toUpperCase();
