import type { SecurityEventKind } from '#server/domain/facts/vocabulary';
import { ago } from './instants';
import { fr } from './typography';

/** The first that a browser's own words hold names it: several claim to be others too. */
const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Macintosh', 'Mac'],
  ['Linux', 'Linux'],
] as const;

const named = (agent: string, names: readonly (readonly [string, string])[]): string | undefined =>
  names.find(([mark]) => agent.includes(mark))?.[1];

/** « Firefox, Windows ». */
export const browserWord = (agent: string): string => {
  const known = [named(agent, BROWSERS), named(agent, SYSTEMS)].filter(Boolean);
  return known.length === 0 ? 'Navigateur inconnu' : known.join(', ');
};

/** What happened to an account, as its owner and those who answer for it read it. */
export const securityEventWords: Record<SecurityEventKind, string> = {
  'sign-in-failed': fr`Mot de passe faux à la connexion`,
  'wrong-code': fr`Code ou clé d'accès refusé`,
  'wrong-password': fr`Mot de passe faux, dans une session ouverte`,
  'codes-locked': fr`Trop de codes faux après le bon mot de passe : quelqu'un d'autre le connaît peut-être`,
  'too-many': fr`Trop d'essais : il a fallu attendre`,
  'out-of-scope': fr`Demande hors de son périmètre, refusée`,
  'not-second-person': fr`Confirmation refusée : il fallait une autre personne`,
  'cross-site': fr`Demande venue d'un autre site, refusée`,
  'new-browser': fr`Connexion depuis un nouveau navigateur`,
  'factor-added': fr`Second facteur ajouté`,
  'factor-removed': fr`Second facteur retiré`,
  'recovery-codes': fr`Codes de secours remplacés`,
  'password-changed': fr`Mot de passe changé`,
  'password-renewal': fr`Nouveau mot de passe demandé`,
  'session-ended': fr`Session fermée`,
  'sessions-ended': fr`Toutes les sessions fermées`,
  'key-made': fr`Clé d'API faite`,
  'key-revoked': fr`Clé d'API révoquée`,
  'key-new-network': fr`Clé d'API utilisée depuis un nouveau réseau`,
  'key-ends-soon': fr`Clé d'API bientôt à son terme`,
  'account-opened': fr`Compte ouvert`,
  'account-recovered': fr`Accès rendu par un lien du bureau`,
  'account-closed': fr`Compte fermé`,
  'account-reopened': 'Compte rouvert',
  'restriction-asked': 'Fermeture, suspension ou révocation demandée',
  'restriction-confirmed': 'Demande confirmée par une deuxième personne',
  'restriction-cancelled': 'Demande annulée',
};

/** « 12 fois », when the same was seen again and again. */
export const timesWord = (times: number): string | null => (times === 1 ? null : fr`${times} fois`);

export const securityScopeWords = {
  all: fr`Ce qui est arrivé aux comptes, de toutes les organisations`,
  organisation: fr`Ce qui est arrivé à votre compte et à ceux de votre organisation`,
  own: fr`Ce qui est arrivé à votre compte`,
};

export const securityWords = {
  title: 'Sécurité',
  lead: fr`Si vous ne reconnaissez pas une ligne de votre compte, quelqu'un d'autre y a touché.`,
  changePassword: fr`Changez de mot de passe`,
  thenFactors: fr` : cela ferme vos autres sessions. Puis relisez `,
  yourFactors: 'vos seconds facteurs',
  none: 'Rien depuis 90 jours.',
  scroll: 'Événements, défile de côté',
  when: 'Quand',
  what: 'Quoi',
  account: 'Compte',
  by: 'Par',
  from: 'Depuis',
  newer: 'Les plus récents',
  older: 'Plus anciens',
  kept: fr`Gardé 90 jours. Les adresses sont tronquées : on voit le réseau, pas la machine.`,
  yours: 'le vôtre',
  unknown: 'inconnu',
  thisMachine: 'cette machine',
};

export const sessionWords = {
  title: 'Sessions ouvertes',
  scroll: 'Tableau des sessions, défile de côté',
  browser: 'Navigateur',
  opened: 'Ouverte',
  seen: 'Vue',
  from: 'Depuis',
  close: 'Fermer',
  thisOne: ' · celle-ci',
  which: (agent: string, lastSeenAt: string, at: string): string =>
    fr` la session ${browserWord(agent)}, ${ago(lastSeenAt, at)}`,
  endsAlone: fr`Une session se ferme seule après 30 minutes sans rien faire, et au plus tard après 12 heures.`,
  closeAll: 'Fermer toutes mes sessions',
};
