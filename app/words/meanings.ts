import type { Flow } from '#server/domain/facts/vocabulary';
import { fr } from './typography';

/** What each exchange is for, in the words of whoever waits at a counter: stands beside its name in the trade. */
export const flowMeanings: Record<Flow, string> = {
  idb: 'vérifier que la carte est valable',
  clc: 'savoir ce que la mutuelle paiera',
  pec: fr`obtenir l'accord de la mutuelle`,
  dre: 'envoyer la facture à la mutuelle',
  arl: 'savoir que la facture est arrivée',
  noemie: 'savoir quelle facture est payée',
  virement: fr`recevoir l'argent`,
  portail: fr`faire tout cela sur le site de l'opérateur`,
  carte: fr`que la carte elle-même soit acceptée`,
};
