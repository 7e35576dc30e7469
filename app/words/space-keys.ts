import type { Instant } from '#server/contract/calendar';
import type { KEY_KINDS, KeyAction, Role } from '#server/domain/facts/vocabulary';
import { ago } from './instants';
import { capital, counted, fr, typeset } from './typography';

export const roleWords: Record<Role, { word: string; may: string }> = {
  author: { word: 'auteur', may: fr`publie et confirme` },
  manager: { word: 'responsable', may: fr`publie, confirme, invite et tient les clés` },
  desk: { word: 'bureau', may: fr`tient l'annuaire et le service` },
};

export const keyKindWords: Record<(typeof KEY_KINDS)[number], { word: string; may: string }> = {
  writer: { word: 'Publie', may: fr`Elle publie ce qui est coché plus bas` },
  probe: { word: 'Mesure', may: fr`Elle n'envoie que des mesures, et ne lit rien` },
};

export const keyActionWords: Record<KeyAction, string> = {
  statement: fr`déclarer l'état d'un échange`,
  incident: 'ouvrir un incident',
  update: fr`ajouter un point à un incident`,
  retraction: 'retirer un retour annoncé',
  maintenance: 'annoncer une maintenance',
  cancellation: 'annuler une maintenance',
  notice: 'publier un avis',
  correction: 'corriger un avis',
  withdrawal: 'retirer un avis',
  payment: fr`dire les jours payés, manquants ou promis`,
  proposal: fr`proposer un changement de l'annuaire`,
};

/** How long a key may serve, as its form offers it; days. */
export type KeySpan = { days: number; word: string };
export const KEY_SPANS: readonly KeySpan[] = [
  { days: 7, word: 'une semaine' },
  { days: 30, word: 'un mois' },
  { days: 90, word: 'trois mois' },
  { days: 180, word: 'six mois' },
  { days: 365, word: 'un an' },
];
export const USUAL_SPAN = 90;

const DAY = 86_400_000;
/** Owners are warned this many days before the end; a network counts as new for as long. */
const SOON = 14 * DAY;

export const isSoon = (end: Instant, at: Instant): boolean => +new Date(end) - +new Date(at) <= SOON;
export const isRecent = (since: Instant, at: Instant): boolean => +new Date(at) - +new Date(since) <= SOON;

/** « finit dans 12 jours », « finit aujourd’hui », « finie ». */
export const keyEnd = (end: Instant, at: Instant): string => {
  const left = +new Date(end) - +new Date(at);
  if (left <= 0) return 'finie';
  const days = Math.floor(left / DAY);
  return days === 0 ? fr`finit aujourd'hui` : fr`finit dans ${counted(days, 'jour', 'jours')}`;
};

export const keyListWords = {
  title: 'Clés de votre organisation',
  none: 'Aucune clé.',
  ofOrganisation: (organisation: string): string => fr`, ${typeset(organisation)}`,
  inTheNameOf: (name: string): string => fr`, au nom de ${name}`,
  onlyOn: (platforms: string): string => fr`Sur ${platforms} seulement.`,
  madeOn: 'Faite le ',
  neverUsed: 'jamais utilisée',
  usedAgo: (lastUsedAt: string, at: string): string => `utilisée ${ago(lastUsedAt, at)}`,
  revokedOn: ' · révoquée le ',
  revoke: 'Révoquer',
  about: (name: string): string => fr`la clé « ${name} »`,
  revokeThis: 'Révoquer cette clé',
  may: (actions: string): string => fr`Elle peut ${actions}.`,
  newNetwork: fr`Nouvelle adresse réseau :`,
  since: ', depuis le',
  ifNotYou: fr`. Si ce n'est pas vous, révoquez cette clé.`,
};

export const keysWords = {
  makeTitle: 'Faire une clé',
  make: 'Faire la clé',
  use: 'À quoi elle sert',
  useHint: fr`Par exemple : « supervision », « outil d'astreinte ».`,
  kind: 'Sa nature',
  actions: fr`Ce qu'elle fait`,
  measureHint: fr`Le moins possible. Une clé de mesure n'a rien à cocher.`,
  actionsHint: fr`Le moins possible : ce qui n'est pas coché lui est refusé.`,
  someOnly: 'Sur certaines plateformes seulement',
  platformsHint: fr`Rien de coché : toutes celles de votre périmètre.`,
  until: fr`Jusqu'à quand`,
  untilHint: fr`Un an au plus. Vous serez prévenu deux semaines avant.`,
  span: (word: string, end: string): string => fr`${capital(word)} : jusqu'au ${end}`,
  madeTitle: 'Votre clé',
  secret: 'Secret',
  putAway: fr`Rangez-le maintenant dans votre coffre : il ne sera plus montré.`,
  onlyMeasures: fr`Cette clé n'envoie que des mesures.`,
  toTry: fr`Pour l'essayer, sans rien changer :`,
  reference: fr`Tout ce qu'un logiciel peut demander (OpenAPI)`,
  title: fr`Clés d'API`,
  lead: fr`Pour qu'un logiciel publie à votre place. Une clé écrit au nom de qui la fait, dans le périmètre de son organisation, et ne fait que ce qu'elle nomme, jusqu'à sa fin. Confirmer, clore, décider, tenir l'annuaire et inviter restent aux personnes.`,
};

/** What the page says of what was just done, by action. */
export const keysDoneWords: ReadonlyMap<string, string> = new Map([
  ['revoquer', fr`C'est fait : votre clé n'ouvre plus rien ; celle d'une autre personne, dans une heure.`],
]);
