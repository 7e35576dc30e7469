import type { Role } from '#server/domain/facts/vocabulary';
import { ago } from './instants';
import { roleWords } from './space-keys';
import { counted, fr, typeset } from './typography';

export const codesLeftWords = (count: number): string =>
  count === 0
    ? fr`Il ne vous en reste aucun : sans téléphone, vous ne pourriez plus entrer.`
    : fr`Il vous en reste ${counted(count, 'code')} sur dix.`;

export const accountWords = {
  noPasskey: fr`Clés d'accès : aucune. `,
  passkeys: (count: number): string => fr`Clés d'accès : ${count}. `,
  addPasskey: fr`Ajouter une clé d'accès`,
  addedOn: 'Ajoutée le ',
  neverShown: 'jamais montrée',
  shownAgo: (lastUsedAt: string, at: string): string => `montrée ${ago(lastUsedAt, at)}`,
  remove: 'Retirer',
  aboutPasskey: (name: string): string => fr`la clé « ${name} »`,
  removePasskey: 'Retirer cette clé',
  title: 'Mon compte',
  writer: ({
    name,
    role,
    organisation,
    email,
  }: {
    name: string;
    role: Role;
    organisation: string;
    email: string;
  }): string => fr`${name}, ${roleWords[role].word}, ${typeset(organisation)} · ${email}`,
  changePassword: 'En changer',
  closesOtherSessions: fr` ferme vos autres sessions. `,
  byOrganisation: 'Me connecter par mon organisation',
  securityLink: 'Ce qui est arrivé à ce compte',
  secondFactor: 'Second facteur',
  hasApplication: fr`Application de codes : en place. `,
  noApplication: fr`Application de codes : aucune. `,
  changeApplication: 'En changer',
  takeApplication: 'En prendre une',
  recoveryCodes: 'Codes de secours',
  newCodes: 'Prendre des codes neufs',
  aboutNewCodes: 'les anciens ne vaudront plus',
  replaceCodes: 'Remplacer mes codes',
  codesAreReplaced: fr`Les codes que vous avez ne vaudront plus rien. Les neufs ne seront montrés qu'une fois.`,
};

export const invitationWords = {
  deadTitle: 'Ce lien ne sert plus',
  title: 'Vous êtes invité à écrire ici',
  whyDead: fr`Une invitation sert une fois et vaut 72 heures. Celle-ci a déjà servi, a été reprise, ou a expiré.`,
  askAnother: fr`Demandez-en une autre à la personne qui vous l'a remise. Si vous l'avez déjà acceptée :`,
  signIn: 'Se connecter',
  lead: fr`Comptoir dit à chaque professionnel s'il peut pratiquer le tiers payant maintenant. Quelqu'un vous invite à y publier pour votre organisation.`,
  read: fr`Lire l'invitation`,
  readingSpendsNothing: fr`Lire ne la consomme pas.`,
  link: 'Le lien reçu',
  linkHint: fr`Collez-le en entier, ou ce qui suit « jeton= ».`,
  forWhom: (organisation: string, role: Role): string =>
    fr`Pour ${typeset(organisation)}, comme ${roleWords[role].word}. `,
  until: fr`Ce lien vaut jusqu'au `,
  email: 'Votre adresse, pour vous connecter',
  name: 'Votre nom',
  nameHint: fr`Vos collègues le verront à côté de ce que vous publiez.`,
  openAccount: 'Ouvrir mon compte',
  next: fr`Ensuite : votre second facteur.`,
};

export const passwordWords = {
  rule: fr`Au moins 15 caractères : une phrase de quatre ou cinq mots sans rapport entre eux convient. Le coller est permis.`,
  again: 'Votre mot de passe',
  againHint: fr`Toucher à ce qui ouvre le compte le demande, et ferme vos autres sessions.`,
  askedTitle: 'Choisissez un nouveau mot de passe',
  title: 'Changer de mot de passe',
  whyAsked: fr`Celui que vous avez est peut-être connu de quelqu'un d'autre. Rien d'autre ne s'ouvre avant.`,
  current: 'Mot de passe actuel',
  new: 'Nouveau mot de passe',
  revokeKeys: fr`Révoquer aussi mes clés d'API : à faire si le mot de passe a été volé`,
  renounce: 'Renoncer',
  otherSessionsClose: fr`Vos autres sessions se ferment ; celle-ci reste ouverte.`,
};

export const ownProviderWords = {
  title: 'Connexion par mon organisation',
  lead: fr`Le fournisseur d'identité de votre organisation peut remplacer votre mot de passe. Votre second facteur reste demandé ici.`,
  linkedOn: 'Reliée le ',
  unlink: 'Délier',
  none: fr`Votre organisation n'en a pas ici : demandez au bureau de le régler.`,
  pending: (name: string): string =>
    fr`Vous revenez de ${name}. Si c'est bien vous qui en venez, reliez cette identité à votre compte : elle l'ouvrira, avec votre second facteur.`,
  link: 'Relier à mon compte',
  signInWith: (name: string): string => fr`Se connecter avec ${name}`,
};

export const recoveryWords = {
  title: 'Vos codes de secours',
  accountOf: (email: string): string => fr`Comptoir, compte ${email}`,
  lead: fr`Chacun remplace une fois votre téléphone ou votre clé d'accès. Ils ne seront plus jamais montrés : imprimez-les ou recopiez-les maintenant.`,
  keepApart: fr`Gardez-les hors de l'ordinateur, là où vous rangez un double de clé. De nouveaux codes annulent ceux-ci.`,
  noted: 'Je les ai notés',
  print: 'Imprimer',
};

export const secondFactorWords = {
  offerTitle: 'Votre application de codes',
  pictureAlt: 'Code QR à lire avec votre application de codes ; le secret qu’il contient est écrit à côté.',
  readPicture: fr`Lisez ce code QR avec votre application de codes. Si vous ne pouvez pas :`,
  typeSecret: fr`donnez-lui ce secret : `,
  onThePhone: fr`sur le téléphone même, `,
  openApplication: 'ouvrez l’application',
  code: 'Le code qu’elle affiche',
  codeHint: fr`Six chiffres ; il change toutes les trente secondes.`,
  confirm: 'Confirmer',
  firstTitle: 'Choisissez votre second facteur',
  title: 'Changer de second facteur',
  lead: fr`Un mot de passe se vole. Ce que vous publiez arrête ou rouvre des comptoirs : il faut aussi quelque chose que vous seul avez.`,
  showFirst: fr`D'abord, montrez que c'est vous`,
  continue: 'Continuer',
  application: 'Une application de codes',
  applicationHint: fr`Sur un téléphone : elle affiche six chiffres qui changent toutes les trente secondes.`,
  applicationReplaced: fr`Elle remplacera celle que vous avez, et vos codes de secours seront neufs.`,
  takeApplication: 'Prendre une application de codes',
  passkey: 'Une clé d’accès',
  passkeyHint: fr`L'empreinte, le visage ou le code de cet appareil, ou une clé USB : rien à recopier, rien qui se vole à distance.`,
};

export const signInWords = {
  code: 'Code de votre application',
  codeHint: fr`Six chiffres. Sans téléphone : un de vos codes de secours.`,
  enter: 'Entrer',
  startAgain: 'Recommencer',
  title: 'Espace des auteurs',
  lead: fr`Pour les opérateurs, les syndicats, les mutuelles et le bureau. Au comptoir, aucun compte n'est nécessaire.`,
  unclaimed: fr`Ce service est neuf et personne n'a encore de compte. Qui l'installe commence par les `,
  firstSteps: 'premiers pas',
  continue: 'Continuer',
  passkey: 'Utiliser une clé d’accès',
  providers: 'Par votre organisation',
  factorFollows: fr`Le second facteur est demandé ensuite, ici.`,
  withProvider: (name: string): string => fr`Se connecter avec ${typeset(name)}`,
  noAccount: fr`Pas de compte ? On n'entre que par invitation : demandez-la à la personne qui gère votre organisation, ou au bureau.`,
};

/** What the page says of what was just done, by action. */
export const accountDoneWords: ReadonlyMap<string, string> = new Map([
  ['cle', fr`Clé d'accès ajoutée.`],
  ['retirer', fr`Clé d'accès retirée ; vos autres sessions sont fermées.`],
  ['fermer-session', fr`Session fermée.`],
  ['mot-de-passe', fr`Mot de passe changé ; vos autres sessions sont fermées.`],
  [
    'mot-de-passe-sans-cles',
    fr`Mot de passe changé ; vos autres sessions sont fermées. Vos clés d'API valent toujours : relisez-les à la page Clés.`,
  ],
]);
