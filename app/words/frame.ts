import { fr } from './typography';

export const PRODUCT = 'Comptoir';

/** « Avis des syndicats et des autorités – Comptoir ». */
export const pageTitle = (page: string): string => `${page} – ${PRODUCT}`;

export const frameWords = {
  /** After a count, for who hears the menu. */
  isWaiting: ' en attente',
  sections: 'Principale',
  board: 'Tableau',
  platforms: 'Plateformes',
  notices: 'Avis',
  history: 'Historique',
  profession: fr`Votre profession : `,
  choose: 'Choisir',
  foot: 'Comptoir, tableau neutre du tiers payant. Aucune donnée de patient.',
  report: 'Signaler',
  maintenances: 'Maintenances',
  about: 'Règles et sources',
  plugging: 'Brancher votre logiciel',
  privacy: 'Données personnelles',
  /** The state that the law asks each page to say (`words/accessibility.ts`, which a board does not bring). */
  accessibility: fr`Accessibilité : non conforme`,
  legal: 'Mentions légales',
  otherProfession: 'Changer de profession',
  writers: 'Espace des auteurs',
  signOut: 'Se déconnecter',
  skip: 'Aller au contenu',
  back: 'Retour au tableau',
} as const;

export const filterWords = {
  platform: 'Plateforme',
  all: 'Toutes',
  filter: 'Filtrer',
} as const;

export const replayWords = {
  replay: 'Rejeu',
  head: fr`Rejeu :`,
  before: ' vous voyez la page du ',
  after: ' (Paris), avec ce qui était connu alors.',
  now: 'Revenir à maintenant',
  invitation: 'Rejouer février 2024',
  incident: fr`Rejouer l'incident : `,
  inParis: (instant: string): string => `${instant}, heure de Paris`,
  go: 'Aller à cet instant',
} as const;
