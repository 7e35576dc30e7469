import type { ProbeApproval, ProbeLine, ProbeTrial } from '#server/contract/probes';
import type { Outcome, ProbeKind } from '#server/domain/facts/vocabulary';
import { day } from './instants';
import { counted, fr, typeset } from './typography';

/** Whether a source may bear witness to a return, and by whose approval. */
export const approvalWords = ({ standing, approved, unknownHosts }: ProbeApproval): string => {
  switch (standing) {
    case 'awaiting':
      return fr`En attente d'une deuxième personne : ne témoigne d'aucun retour`;
    case 'unknown-host':
      return fr`Ne témoigne pas : hôte inconnu de la plateforme (${unknownHosts.join(', ')})`;
    case 'heartbeat':
      return fr`Ne témoigne jamais : un battement dit seulement qu'une machine est en vie`;
    case 'approved':
      return approved?.by
        ? fr`Approuvée par ${typeset(approved.by)} le ${day(approved.at)}`
        : 'Approuvée avec le programme';
  }
};

/** Who gave it its definition in force. */
export const definedWords = ({ definedBy, definedAt }: ProbeApproval): string =>
  definedBy === null
    ? fr`Définie avec le programme, ou par une commande de qui tient la machine.`
    : fr`Définie, ou changée en dernier, par ${typeset(definedBy)} le ${day(definedAt)}.`;

export const APPROVING = {
  title: fr`Témoin d'un retour`,
  rule: fr`Une mesure confirme un retour si deux personnes en répondent, l'une qui la définit, l'autre qui l'approuve, avant que la coupure commence ; et si aucune des deux n'est liée à qui dit le retour. Tout changement demande une nouvelle approbation.`,
  definition: 'Sa définition',
  button: fr`J'ai relu, j'approuve`,
  read: 'Relire pour approuver',
  done: fr`Sonde approuvée : elle peut témoigner des retours qui suivront une coupure à venir.`,
  unknownHost: fr`Seuls comptent les hôtes que l'annuaire donne à la plateforme : son site, son portail, ses contacts, et ce qui est au-dessous. Corrigez l'adresse, ou faites compléter l'annuaire.`,
} as const;

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
