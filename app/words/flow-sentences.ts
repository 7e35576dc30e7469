import type { Measured } from '#server/contract/answers';
import type { Basis, Flow, Health } from '#server/domain/facts/vocabulary';
import { basisWords, flowWords, stateOf } from './flows';
import { ago, onDay, time } from './instants';
import { fr, of } from './typography';

/** « la prise en charge de Viamedis est coupée ». */
export const flowSentence = (flow: Flow, health: Exclude<Health, 'unknown'>, platform: string): string =>
  `${flowWords[flow].the} ${of(platform)} ${flowWords[flow].verb} ${stateOf(flow, health)}`;

/** « de la prise en charge », « des droits en ligne », « du portail web ». */
export const ofFlow = (flow: Flow): string => {
  const { the } = flowWords[flow];
  if (the.startsWith('les ')) return the.replace('les ', 'des ');
  return the.startsWith('le ') ? the.replace('le ', 'du ') : `de ${the}`;
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

/** « 2 sondes : répond ; dernière mesure réussie il y a 40 s ». The last raw result stands beside the conclusion. */
export const measuredSentence = ({ state, since, last, isLastOk, probes }: Measured, at: string): string => {
  const who = probes === 1 ? 'Sonde' : `${probes} sondes`;
  const concluded = state === null ? 'trop peu de mesures pour conclure' : STATES[state];
  const from = state === 'failing' && since ? ` depuis ${time(since)}` : '';
  const raw = fr`dernière mesure ${isLastOk ? 'réussie' : 'en échec'} ${ago(last, at)}`;
  return fr`${who} : ${concluded}${from} ; ${raw}`;
};
