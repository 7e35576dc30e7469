import type { ProbeLine, ProbeTrial } from '#server/contract/probes';
import type { Outcome, ProbeKind } from '#server/domain/facts/vocabulary';
import { APPROVING } from './space-probe-approvals';
import { counted, fr } from './typography';

export const probeKindWords: Record<ProbeKind, string> = {
  http: 'page web',
  tcp: 'port ouvert',
  tls: 'certificat',
  dns: 'nom (DNS)',
  heartbeat: 'battement',
  pushed: 'clé de mesure',
};

export const outcomeWords: Record<Outcome, string> = {
  ok: 'répond',
  failed: 'échoue',
  timeout: 'ne répond pas à temps',
};

/** What follows of the newest results; null: too few, or none yet. */
export const probeStateWords = ({ enabled, state, last }: Pick<ProbeLine, 'enabled' | 'state' | 'last'>) => {
  if (!enabled) return 'Arrêtée';
  if (state === 'failing') return fr`Échoue : trois échecs de suite ou plus`;
  if (state === 'healthy') return 'Marche';
  if (state === 'silent') return 'Sans nouvelle depuis trois intervalles';
  return last ? 'Trop peu de résultats pour conclure' : 'En attente du premier résultat';
};

/** « chaque minute », « toutes les 5 min », « toutes les 90 s ». */
export const every = (seconds: number): string => {
  if (seconds === 60) return 'chaque minute';
  if (seconds === 3_600) return 'chaque heure';
  if (seconds % 3_600 === 0) return fr`toutes les ${seconds / 3_600} h`;
  return seconds % 60 === 0 ? fr`toutes les ${seconds / 60} min` : fr`toutes les ${seconds} s`;
};

/** « répond (réponse 200 en 41 ms) ». */
export const sawWords = ({ outcome, seen }: Pick<ProbeTrial, 'outcome' | 'seen'>): string =>
  seen === null ? outcomeWords[outcome] : fr`${outcomeWords[outcome]} (${seen})`;

export const probesDoneWords: ReadonlyMap<string, string> = new Map([
  ['activer', fr`Sonde en marche : premier résultat dans quelques secondes.`],
  [
    'arreter',
    fr`Arrêt demandé : la sonde compte encore une heure, ou jusqu'à ce qu'une deuxième personne confirme dans « À confirmer ».`,
  ],
  ['ajoutee', fr`Sonde ajoutée, arrêtée : essayez-la, puis mettez-la en marche.`],
  ['changee', fr`Sonde enregistrée : une autre personne l'approuve avant qu'elle témoigne d'un retour.`],
  ['approuvee', APPROVING.done],
]);

export const enabledCount = (probes: readonly Pick<ProbeLine, 'enabled'>[]): string =>
  fr`${counted(probes.length, 'sonde')}, ${probes.filter(({ enabled }) => enabled).length} en marche`;
