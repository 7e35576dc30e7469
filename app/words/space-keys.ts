import type { KEY_KINDS, KeyAction, Role } from '#server/domain/facts/vocabulary';
import type { Instant } from './calendar';
import { counted, fr } from './typography';

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
/** Owners are told that long before the end; a network is new as long. */
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
