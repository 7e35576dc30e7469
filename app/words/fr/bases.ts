import type { Basis } from '#server/domain/facts/vocabulary';
import { onDay } from './instants';
import { fr } from './typography';

export const basisWords: Record<Basis, string> = {
  presumed: 'aucun incident signalé',
  declared: 'déclaré',
  observed: 'constaté',
  announced: 'retour annoncé, non confirmé',
  contested: 'sources en désaccord',
  reported: 'signalé par des confrères',
  lapsed: 'sans nouvelle',
  silent: 'sans mesure',
};

/** « sans nouvelle depuis le 12 février », « retour annoncé, non confirmé ». */
export const basisSentence = (basis: Basis, since: string | null): string =>
  since !== null && (basis === 'lapsed' || basis === 'silent')
    ? fr`${basisWords[basis]} depuis ${onDay(since)}`
    : basisWords[basis];
