import type { Stage } from '#server/domain/facts/vocabulary';
import { fr } from './typography';

export const stageWords: Record<Stage, string> = {
  investigating: 'cause recherchée',
  identified: 'cause identifiée',
  monitoring: 'retour sous surveillance',
  resolved: 'résolu',
  postmortem: 'bilan publié',
};

/** The last stage published. « Résolu » is only a statement until the incident is closed. */
export const stagePhrase = (stage: Stage | null, isClosed: boolean): string => {
  if (stage === null) return 'non dite';
  return stage === 'resolved' && !isClosed ? 'dit résolu, pas encore clos' : stageWords[stage];
};

/** Causes are free text in the record; those the trade names often have their French word. */
export const causesNamed: readonly (readonly [string, string])[] = [
  ['cyberattack', 'cyberattaque'],
  ['outage', 'panne'],
  ['hardware', 'panne matérielle'],
  ['software', 'panne logicielle'],
  ['network', 'panne de réseau'],
  ['bank', 'incident bancaire'],
  ['maintenance', 'maintenance'],
  ['human-error', 'erreur humaine'],
];
const CAUSES = new Map(causesNamed);

export const causeWord = (cause: string | null): string =>
  cause === null ? 'non précisée' : (CAUSES.get(cause) ?? cause);

export const incidentWords = {
  running: 'Incidents en cours',
  since: 'Depuis',
  back: 'Retour',
  nextUpdate: 'Prochain point',
  notAnnounced: 'non annoncé',
  cause: 'Cause',
  payment: 'Paiement',
  overdue: ', dépassé',
  ago: (ago: string): string => ` (${ago})`,
  see: fr`Voir l'incident`,
  isClosed: 'Clos.',
  nothingCut: fr`Plus rien de coupé ; pas encore clos.`,
  closed: 'Clos',
  stage: 'Étape',
  backExpected: 'Retour attendu',
  backUndated: 'aucune date annoncée',
} as const;
