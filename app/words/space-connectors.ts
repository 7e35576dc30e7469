import type { AlertRecord } from '#server/contract/connectors';
import { healthWords } from './flows';
import { fullMoment } from './instants';
import { fr, lowered, typeset } from './typography';

const TOOLS: ReadonlyMap<string, string> = new Map([
  ['alertmanager', 'Alertmanager'],
  ['statuspage', 'Statuspage'],
  ['uptime-kuma', 'Uptime Kuma'],
  ['gatus', 'Gatus'],
]);

export const toolName = (tool: string | null): string =>
  TOOLS.get(tool ?? '') ?? fr`Forme inconnue : aucune alerte n'en est faite`;

const DONE = new Map([
  ['revoquer', fr`Révoqué : son adresse n'existe plus.`],
  ['relier', fr`Relié : les alertes qui portent ces mots savent de quoi elles parlent.`],
  ['delier', fr`Lien défait.`],
  ['page', fr`Enregistré.`],
  ['laisser', fr`Laissé : rien n'est publié, et le journal garde pourquoi.`],
]);
export const connectorDoneWords = (done: string | null): string | null => DONE.get(done ?? '') ?? null;

export const connectorsWords = {
  title: 'Branchements',
  lead: fr`Vos outils de surveillance parlent ici : chaque alerte attend dans l'espace qu'une personne la publie. Aucune machine ne publie.`,
  listTitle: 'Les branchements',
  none: 'Aucun branchement.',
  of: (organisation: string): string => fr`${organisation} · `,
  madeOn: 'fait le ',
  revokedOn: 'révoqué le ',
  open: fr`Relier, et voir ce qu'il a reçu`,
  makeTitle: 'Faire un branchement',
  name: 'À quoi il sert',
  nameHint: fr`Par exemple : « Alertmanager de production ».`,
  make: 'Faire le branchement',
  madeTitle: 'Votre adresse',
  address: 'Adresse',
  putAway: fr`Rangez-la maintenant : elle ne sera plus montrée. Qui la connaît peut faire attendre des brouillons ici, et rien d'autre.`,
  howTitle: fr`Comment brancher chaque outil`,
  hiddenToken: 'JETON',
  howLead: fr`Mettez à la place de JETON celui de votre adresse, montrée une fois quand le branchement est fait.`,
  alertmanagerHow: fr`Dans alertmanager.yml, un destinataire de plus ; vos routes y envoient ce qui touche vos échanges.`,
  kumaHow: fr`Paramètres, Notifications, Ajouter : type « Webhook », corps « Préréglage - application/json », et cette adresse :`,
  gatusHow: fr`Dans la configuration de Gatus. Laissez ce corps tel quel : [RESULT_ERRORS] contient des guillemets, qui cassent le JSON.`,
  statuspageHow: fr`Sur votre page publique : « Subscribe to updates », l'onglet Webhook, et cette adresse. Ou, sans rien y changer, faites lire son summary.json depuis la page du branchement.`,
};

export const connectorWords = {
  linksTitle: fr`Ce que ses mots veulent dire`,
  linksLead: fr`Tous les mots d'un lien doivent se trouver dans l'alerte. Ce qui n'est relié à rien attend aussi, et le dit.`,
  noLinks: 'Rien n’est encore relié.',
  linkTitle: 'Relier',
  labels: 'Mots de l’outil, tous à la fois',
  otherLabels: 'Autres mots, un par ligne',
  otherLabelsHint: fr`Comme l'outil les écrit : « service=pec », le nom d'une sonde ou d'un composant.`,
  platform: 'Plateforme',
  flows: 'Échanges',
  professions: 'Professions',
  professionsHint: fr`Aucune de cochée : toutes.`,
  health: 'État',
  asTool: fr`Comme l'outil le dit ; sinon coupé`,
  link: 'Relier',
  unlink: 'Défaire',
  unlinkAbout: (labels: string): string => fr`le lien « ${labels} »`,
  payloadsTitle: 'Derniers envois',
  payloadsLead: fr`Gardés sept jours, 64 ko chacun, ce qui ressemble à un numéro de sécurité sociale masqué.`,
  noPayloads: 'Rien n’a été reçu.',
  heard: 'reçu ',
  times: (count: number): string => fr` · ${count} fois`,
  see: 'Voir l’envoi',
  summaryTitle: 'Lire sa page Statuspage',
  summaryLead: fr`Son summary.json est lu chaque minute, en https, 1 Mo au plus. Vide : il n'est pas lu.`,
  summary: 'Adresse du summary.json',
  save: 'Enregistrer',
  notAsked: 'Pas encore lue.',
  asked: 'Lue ',
  failed: (why: string): string =>
    fr` · dernière lecture vaine : ${why} ; elle est retentée, de plus en plus rarement`,
  revoke: 'Révoquer',
  revokeThis: 'Révoquer ce branchement',
  revokeAbout: (name: string): string => fr`le branchement « ${name} »`,
  revoked: fr`Ce branchement est révoqué : son adresse n'existe plus.`,
};

type State = AlertRecord['state'];

const STATES: Record<State, string> = {
  waiting: 'En cours, pas encore publié',
  over: fr`Fini avant d'être publié`,
  returning: fr`L'outil dit que c'est rétabli`,
  published: 'Publié',
  returned: 'Retour publié',
  dropped: 'Laissé',
};

export const alertWords = {
  title: 'Alertes de vos outils',
  asTool: (places: string): string => fr`Comme l'outil le dit : ${places}`,
  state: ({ state, incident }: Pick<AlertRecord, 'state' | 'incident'>): string =>
    state === 'waiting' && incident !== null ? fr`L'outil en dit davantage` : STATES[state],
  unlinked: 'pas encore relié',
  since: (startedAt: string, endedAt: string | null): string =>
    endedAt === null
      ? fr`depuis ${fullMoment(startedAt)}`
      : fr`de ${fullMoment(startedAt)} à ${fullMoment(endedAt)}`,
  by: (name: string): string => fr`Par « ${name} »`,
  readAndPublish: 'Lire et publier',
  readReturn: 'Lire, et dire le retour',
  readOver: 'Lire',
  leads: {
    waiting: fr`Rien n'est publié : relisez, complétez, publiez. C'est vous qui parlez, pas l'outil.`,
    over: fr`L'outil dit que c'est fini. Dites-le après coup, panne et retour ensemble : le retour attendra une deuxième personne. Ou laissez-le, avec un mot.`,
    returning: fr`Votre retour lira « annoncé » tant qu'une deuxième personne ne l'a pas confirmé, comme toujours.`,
    published: fr`Quelqu'un l'a publié : rien n'attend. Quand l'outil dira que c'est rétabli, le retour attendra ici.`,
    returned: fr`Le retour a été dit : rien n'attend.`,
    dropped: fr`Quelqu'un l'a laissé : rien n'est publié.`,
  } satisfies Record<State, string>,
  saidTitle: 'Ce que dit l’outil',
  labels: 'Ses mots',
  places: 'Ce qu’ils veulent dire',
  place: (platform: string, flows: string, professions: string, health: string): string =>
    fr`${typeset(platform)}, ${flows}, pour ${professions} : ${lowered(health)}`,
  health: (health: keyof typeof healthWords): string => healthWords[health].word,
  everyone: 'tout le monde',
  seeIncident: 'Voir l’incident',
  unlinkedTitle: 'Pas encore relié',
  unlinkedLead: fr`Aucun lien de ce branchement ne porte ces mots : dites une fois ce qu'ils veulent dire, le brouillon s'écrira seul, celui-ci et les suivants.`,
  unlinkedAsk: fr`Un responsable de votre organisation relie ces mots depuis la page des branchements. En attendant, ouvrez l'incident vous-même.`,
  join: 'Où le dire',
  joinThat: (title: string): string => fr`Dans l'incident ouvert « ${typeset(title)} »`,
  joinNew: 'Dans un nouvel incident',
  newTitle: 'Titre de l’incident',
  newTitleHint: fr`Vide : il porte le nom de ce qui est coupé.`,
  drop: 'Laisser',
  dropThis: 'Ne rien publier',
  dropAbout: (title: string): string => fr`l'alerte « ${typeset(title)} »`,
  why: 'Pourquoi',
  whyHint: fr`Un mot pour vos collègues et le journal : « essai », « sans effet pour les comptoirs ».`,
};
