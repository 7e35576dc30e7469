import type { Measured } from '#server/contract/answers';
import type { Basis } from '#server/domain/facts/vocabulary';
import { ago, onDay, time } from './instants';
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

const STATES: Record<NonNullable<Measured['state']>, string> = {
  failing: 'ne répond plus',
  healthy: 'répond',
  stale: 'ne mesure plus',
};

/** « 2 sondes : répond ; dernière mesure réussie il y a 40 s ». The last raw result is told beside what is concluded. */
export const measuredSentence = ({ state, since, last, isLastOk, probes }: Measured, at: string): string => {
  const who = probes === 1 ? 'Sonde' : `${probes} sondes`;
  const concluded = state === null ? 'trop peu de mesures pour conclure' : STATES[state];
  const from = state === 'failing' && since ? ` depuis ${time(since)}` : '';
  const raw = fr`dernière mesure ${isLastOk ? 'réussie' : 'en échec'} ${ago(last, at)}`;
  return fr`${who} : ${concluded}${from} ; ${raw}`;
};
