import type { ProbeApproval, ProbeLine, ProbeTrial } from '#server/contract/probes';
import type { Flow, Outcome, ProbeKind } from '#server/domain/facts/vocabulary';
import { flowWords } from './flows';
import { ago, day } from './instants';
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

const tookWords = ({ durationMs }: ProbeTrial): string =>
  durationMs === null ? '' : fr` Cela a pris ${durationMs} ms.`;

/** What a trial of a probe saw. */
export const trialWords = (name: string, trial: ProbeTrial): string =>
  fr`Essai de « ${name} » : ${sawWords(trial)}.${tookWords(trial)} Rien n'en est gardé.`;

/** The same of what is typed, before there is a probe or a change. */
export const typedTrialWords = (trial: ProbeTrial): string =>
  fr`Essai de ce qui est saisi : ${sawWords(trial)}.${tookWords(trial)} Rien n'en est gardé, rien n'est encore enregistré.`;

export const probesDoneWords: ReadonlyMap<string, string> = new Map([
  ['activer', fr`Sonde en marche : premier résultat dans quelques secondes.`],
  [
    'arreter',
    fr`Arrêt demandé : la sonde compte encore une heure, ou jusqu'à ce qu'une deuxième personne confirme dans « À confirmer ».`,
  ],
  ['ajoutee', fr`Sonde ajoutée, arrêtée : essayez-la, puis mettez-la en marche.`],
  ['changee', fr`Sonde enregistrée : une autre personne l'approuve avant qu'elle témoigne d'un retour.`],
  ['approuvee', APPROVING.done],
  ['mesurer', fr`Portails mesurés : premiers résultats dans quelques secondes.`],
  [
    'ne-plus-mesurer',
    fr`Arrêt demandé : ces sondes comptent encore une heure, ou jusqu'à ce qu'une deuxième personne confirme dans « À confirmer ».`,
  ],
]);

export const enabledCount = (probes: readonly Pick<ProbeLine, 'enabled'>[]): string =>
  fr`${counted(probes.length, 'sonde')}, ${probes.filter(({ enabled }) => enabled).length} en marche`;

/** The probes that come with the program, one a portal. */
export const portalWords = {
  title: 'Mesurer les portails publics',
  state: (all: number, measured: number): string =>
    measured === 0
      ? fr`Aucun des ${counted(all, 'portail')} que l'annuaire connaît n'est mesuré : les tableaux ne reposent que sur ce qui est dit, ou sur rien.`
      : fr`${counted(measured, 'portail mesuré', 'portails mesurés')} sur ${all}.`,
  start: (count: number): string => fr`Mesurer ${counted(count, 'portail')}`,
  stop: (count: number): string => fr`Ne plus mesurer ${counted(count, 'portail')}`,
  called: (seconds: number): string =>
    fr`La page de chaque portail et son certificat seront demandés ${every(seconds)}, depuis cette machine, sans compte ni donnée :`,
  alone: fr`Seul, vous obtenez ceci : « constaté » quand le portail répond, une dégradation après trois échecs de suite, « sans mesure » quand plus rien ne vient. Une mesure ne lève jamais à elle seule une coupure déclarée.`,
  witness: fr`Pour confirmer un retour, il faut plus : une panne commencée après la mise en marche, dont le retour est dit par quelqu'un qu'aucune invitation ne relie à vous, vos deux comptes ayant sept jours. La définition livrée avec le programme est tenue pour relue ; qui la change doit la faire approuver par une deuxième personne.`,
  stopping: fr`L'arrêt vaut dans une heure, ou aussitôt si une deuxième personne le confirme.`,
} as const;

export const probeFormWords = {
  add: 'Ajouter la sonde',
  try: 'Essayer sans enregistrer',
  interval: 'Intervalle, en secondes',
  intervalHint: fr`De 10 à 86 400.`,
  timeout: 'Patience, en millisecondes',
  timeoutHint: fr`Pour toutes les étapes ensemble.`,
};

export const probesWords = {
  title: 'Sondes',
  newProbe: 'Nouvelle sonde',
  of: (platform: string, flow: Flow, kind: ProbeKind): string =>
    fr`${platform}, ${flowWords[flow].inList} ; ${probeKindWords[kind]}`,
  addedStopped: fr`Elle est ajoutée arrêtée : on l'essaie, puis on la met en marche.`,
  heartbeatTitle: 'Adresse du battement',
  address: 'Adresse',
  putAway: fr`Rangez-la maintenant : elle ne sera plus montrée. Qui la connaît peut dire que l'échange marche.`,
  howToCall: fr`À appeler tant que l'échange marche, au rythme promis ; de préférence le jeton en en-tête, hors des journaux de vos relais :`,
  readOnly: fr`Une machine qui ne sait que lire une adresse peut lire celle-ci, telle quelle.`,
  makeHeartbeatTitle: 'Faire un battement',
  heartbeatHint: fr`Une adresse qu'une machine de l'opérateur appelle tant que l'échange marche ; son silence se voit après trois intervalles.`,
  makeHeartbeat: 'Faire le battement',
  add: 'Ajouter une sonde',
};

export const probesTableWords = {
  scroll: 'Sondes, défile de côté',
  probe: 'Sonde',
  watches: 'Regarde',
  state: 'État',
  actions: 'Gestes',
  everyOf: (flow: Flow, seconds: number): string => fr`${flowWords[flow].inList}, ${every(seconds)}`,
  last: (observedAt: string, at: string, saw: string): string => fr`${ago(observedAt, at)} : ${saw}`,
  stop: 'Arrêter',
  start: 'Mettre en marche',
  try: 'Essayer maintenant',
};

export const stepWords = {
  noStep: fr`Pas d'étape`,
  step: (index: number): string => fr`Étape ${index + 1}`,
  target: 'Adresse',
  targetHint: fr`Page : adresse entière. Port, certificat : hôte:port. Nom : le nom.`,
  expected: 'Ce qui est attendu',
  ofStep: (index: number): string => fr`, étape ${index + 1}`,
  statuses: fr`Page : réponses admises`,
  contains: fr`Page : texte qui s'y trouve`,
  containsHint: fr`Par exemple type="password", pour un formulaire de connexion.`,
  header: fr`Page : en-tête`,
  headerHint: fr`« server: nginx » pour ce qu'il contient, « server = nginx » pour sa valeur.`,
  maxDuration: fr`Page : durée au plus, en ms`,
  daysLeft: fr`Certificat : jours qui restent au moins`,
  recordType: fr`Nom : enregistrement`,
  recordTypeHint: 'A, AAAA, CNAME, MX, NS ou TXT.',
  recordValue: fr`Nom : valeur attendue`,
};
