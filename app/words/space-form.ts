import { fr } from './typography';

/** Labels and heads that several forms and tables of the space share. */
export const fieldWords = {
  password: 'Mot de passe',
  email: 'Adresse électronique',
  platform: 'Plateforme',
  professions: 'Professions',
  code: 'Code',
  mutuelle: 'Mutuelle',
  name: 'Nom',
  field: 'Champ',
  reason: 'Motif',
  title: 'Titre',
  platforms: 'Plateformes',
  publicText: 'Texte public',
  mutuelles: 'Mutuelles',
  kind: 'Sorte',
  flow: 'Échange',
};

export const changedMeanwhileWords = {
  title: 'Ce qui a changé entre-temps',
  lead: fr`Votre saisie est gardée ci-dessous. Reprenez-y ce que vous voulez garder de l'autre changement, puis renvoyez.`,
  scroll: 'Ce qui a changé, défile de côté',
  read: 'Quand vous l’avez lu',
  now: 'En vigueur maintenant',
  typed: 'Votre saisie',
  changed: ' changé',
};

export const formWords = {
  showPassword: 'Afficher le mot de passe',
  sending: 'Envoi…',
  /** `purpose`: what it lets one do. */
  stepUp: (purpose: string): string => fr`Votre code, pour ${purpose}`,
  publish: 'publier',
  stepUpNow: fr`Un code de votre application, ou de secours, et c'est parti : rien de ce que vous avez écrit n'est perdu.`,
  stepUpHint: fr`De votre application, ou un code de secours. Il vaut cinq minutes.`,
  orPasskey: 'Ou montrer une clé d’accès',
  draftKeptAt: ' · brouillon gardé à ',
  copied: 'Copié.',
  copyRefused: 'Votre navigateur refuse : sélectionnez le texte et copiez-le.',
  copy: 'Copier',
  written: 'Ce que vous aviez écrit',
  save: 'Enregistrer',
};

export const passkeyWords = {
  refused: 'Refusé.',
  recognised: 'Clé d’accès reconnue.',
  recognisedMaySend: 'Clé d’accès reconnue : vous pouvez envoyer.',
  noAnswer: 'La clé d’accès n’a pas répondu.',
  needsScript: fr`Il y faut JavaScript et un navigateur qui connaît les clés d'accès.`,
  name: 'Nom de cette clé',
  nameHint: fr`Pour la reconnaître : « ordinateur du bureau », « clé USB bleue ».`,
  create: fr`Créer une clé d'accès`,
};

export const signInAgainWords = {
  title: 'Reconnectez-vous',
  lead: fr`Votre saisie est gardée dans cette page : elle part dès que vous vous reconnectez.`,
  code: 'Code de votre application, ou code de secours',
  submit: 'Se reconnecter et envoyer',
  kept: 'Voir ce qui est gardé',
};

/** What a page refuses by itself, before our API is asked. */
export const refusedFormWords = {
  unknown: {
    title: 'Formulaire inconnu',
    detail: 'Cette page n’a pas de tel formulaire.',
    cure: 'Rechargez la page et recommencez.',
  },
  byRule: 'Refusé par une règle',
  toMend: (count: number): string => (count > 1 ? `${count} choses à reprendre` : 'Une chose à reprendre'),
  unreadable: (typed: string): string => `Date illisible : « ${typed} ».`,
  writeInstant: 'Écrivez AAAA-MM-JJTHH:MM, heure de Paris.',
};

/** Titles of pages that are not their first heading. */
export const titleWords = {
  update: 'Mise à jour',
  updateOf: (incident: string): string => `Mise à jour : ${incident}`,
  correction: 'Correction d’un avis',
  correctionOf: (notice: string): string => `Correction : ${notice}`,
  directory: 'Annuaire',
  probe: 'Sonde',
  organisation: 'Organisation',
  provider: 'Connexion d’une organisation',
  keys: 'Clés',
  invitation: 'Invitation',
  signIn: 'Connexion',
};

/** What a page of the space is drawn in: its own route, and those around it. */
type Matches = readonly { id: string; data: unknown }[];

/** The title of a page, as tabs and readers of screens say it: « (1) Journal – Comptoir » where one waits for the reader. */
export const spaceTitle = (name: string, matches: Matches = []): string => {
  const space = matches.find(({ id }) => id === 'space/space.route')?.data as { waiting: number } | undefined;
  return `${space?.waiting ? `(${space.waiting}) ` : ''}${name} – Comptoir`;
};

/** Of what was sent, when the database did not say in time whether it keeps it. */
export const perhapsKept = {
  title: 'Peut-être enregistré',
  detail: fr`Votre envoi est parti, et la base n’a pas dit à temps qu’elle le gardait.`,
  cure: fr`Renvoyez-le tel quel : il ne s’enregistre pas deux fois.`,
};
