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
  toMend: 'À corriger : rien n’est enregistré',
  unreadable: (typed: string): string => `Date illisible : « ${typed} ».`,
  writeInstant: 'Écrivez AAAA-MM-JJTHH:MM, heure de Paris.',
};

/** What is refused of a form, for who filled it: our API says it for programs. */
export const toMendWords = {
  title: refusedFormWords.toMend,
  absent: { detail: 'Il manque une réponse ici.', cure: 'Remplissez ce champ, ou choisissez dans la liste.' },
  choice: { detail: fr`Ce choix n'est pas dans la liste.`, cure: 'Choisissez dans la liste.' },
  email: {
    detail: 'Adresse illisible.',
    cure: fr`Écrivez-la en entier, comme nom@exemple.fr.`,
  },
  check: fr`Corrigez ce qui est écrit ici, puis renvoyez.`,
  wait: (seconds: number): string =>
    seconds < 60
      ? fr`Réessayez dans ${seconds} s : ce que vous avez saisi reste dans cette page.`
      : fr`Réessayez dans ${Math.ceil(seconds / 60)} min : ce que vous avez saisi reste dans cette page.`,
  of: {
    'precondition-required': {
      detail: fr`Ceci existe déjà, et ce formulaire ne dit pas d'après quelle version il a été rempli.`,
      cure: 'Rechargez la page, comparez, puis renvoyez.',
    },
    stale: {
      detail: fr`Quelqu'un a changé ceci depuis votre lecture.`,
      cure: fr`Relisez ce qui est en vigueur, puis renvoyez.`,
    },
    'key-reused': {
      detail: fr`Ce formulaire a déjà été envoyé, avec un autre contenu.`,
      cure: fr`Rechargez la page : un formulaire neuf s'envoie.`,
    },
    unreachable: {
      detail: fr`La base ne répond pas : rien n'est enregistré.`,
      cure: fr`Renvoyez dans quelques secondes : ce formulaire ne s'enregistre pas deux fois.`,
    },
    'no-space': {
      detail: fr`La base n'a plus où écrire : rien n'est enregistré. Ce qui se lit reste juste.`,
      cure: fr`Prévenez qui tient le service, et renvoyez dans une minute : ce formulaire ne s'enregistre pas deux fois.`,
    },
  } as Readonly<Record<string, { detail: string; cure: string }>>,
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
