import type { Basis } from '#server/domain/vocabulary';
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

/** « déclaré par la FSPF », « sans nouvelle depuis le 12 février ». */
export const basisSentence = (
  basis: Basis,
  speakers: string | null = null,
  since: string | null = null,
): string => {
  if (basis === 'declared' && speakers) return fr`déclaré par ${speakers}`;
  if ((basis === 'lapsed' || basis === 'silent') && since)
    return fr`${basisWords[basis]} depuis ${onDay(since)}`;
  return basisWords[basis];
};
