import type { SessionRecord } from '#server/contract/accounts';
import type { OrganisationRecord } from '#server/contract/directory-edits';
import type { OrganisationKind } from '#server/domain/facts/vocabulary';
import { organisationKindWords } from './organisations';
import { professionWords } from './professions';
import { professionsServed } from './space-directory';
import { counted, fr, listed } from './typography';

/** The outcome of a sign-in at a provider, by the code in the address one comes back to. */
const OUTCOMES: ReadonlyMap<string, string> = new Map([
  [
    'refuse',
    fr`Votre fournisseur d'identité ne vous a pas laissé passer. Réessayez, ou connectez-vous par mot de passe.`,
  ],
  ['interrompu', fr`La connexion a été interrompue, ou a pris plus de dix minutes. Recommencez.`],
  ['indisponible', fr`Votre fournisseur d'identité ne répond pas. Connectez-vous par mot de passe.`],
  [
    'inconnu',
    fr`Cette identité n'est reliée à aucun compte d'ici. Connectez-vous par mot de passe, puis reliez-la depuis « Mon compte ».`,
  ],
]);

export const providerOutcome = (outcome: string | null): string | null => OUTCOMES.get(outcome ?? '') ?? null;

export const providerDoneWords: ReadonlyMap<string, string> = new Map([
  ['relier', fr`Identité reliée. Vos autres sessions sont fermées.`],
  ['delier', fr`Identité déliée : le mot de passe reste.`],
  ['regler', fr`Fournisseur réglé. Essayez-le avant d'en parler.`],
  ['enlever', fr`Fournisseur retiré : les mots de passe restent.`],
]);

/** On what an organisation writes, as the list of the desk says it. */
export const scopeWords = (
  { kind, professions, platforms, mutuelles }: OrganisationRecord,
  nameOf: (platform: string) => string,
): string => {
  switch (kind) {
    case 'operator':
      return listed(platforms.map(nameOf)) || 'aucune plateforme';
    case 'union':
      return professionsServed(professions);
    case 'mutuelle':
      return mutuelles.length > FEW ? counted(mutuelles.length, 'mutuelle') : listed(mutuelles);
    case 'desk':
      return 'tout';
    case 'authority':
    case 'press':
      return 'cité par le bureau, avec la source';
  }
};

const FEW = 3;

const SAVED = new Map([
  ['ajoutee', fr`Organisation ajoutée. Invitez-y une première personne depuis « Personnes ».`],
  [
    'changee',
    fr`Organisation enregistrée. Ce qui rétrécit son périmètre vaut dans une heure, ou dès qu'une deuxième personne le confirme.`,
  ],
]);
export const savedWords = (done: string | null): string | null => SAVED.get(done ?? '') ?? null;

export const organisationWords = {
  add: 'Ajouter l’organisation',
  id: 'Identifiant',
  idHint: fr`Minuscules sans accent, chiffres et tirets ; il ne change plus.`,
  professionsHint: fr`Celles au nom desquelles un syndicat parle.`,
  platformsHint: fr`Celles d'un opérateur.`,
  mutuellesHint: fr`Celles qui parlent d'elles-mêmes par ce compte : une par ligne, son identifiant, son nom exact ou son numéro AMC.`,
  newTitle: 'Nouvelle organisation',
  kindAndId: (kind: OrganisationKind, id: string): string =>
    `${organisationKindWords[kind]}, identifiant ${id}`,
  lead: fr`Elle parle sur son périmètre, et rien d'autre. Ses comptes s'ouvrent ensuite par invitation.`,
  providerLink: fr`Connexion par son propre fournisseur d'identité`,
};

export const organisationsWords = {
  title: 'Organisations',
  lead: 'Qui parle, et sur quoi',
  add: 'Ajouter une organisation',
  scroll: 'Organisations, défile de côté',
  scope: 'Périmètre',
};

export const providerWords = {
  title: fr`Connexion par son fournisseur d'identité`,
  lead: fr`OpenID Connect, à la place du mot de passe. Chacun relie ensuite son identité lui-même ; le second facteur reste demandé ici.`,
  returnAddress: fr`Adresse de retour à enregistrer chez le fournisseur :`,
  name: 'Son nom, sur le bouton',
  issuer: fr`Adresse du fournisseur (« issuer »)`,
  clientId: fr`Identifiant de client (« client_id »)`,
  clientSecret: fr`Secret de client (« client_secret »)`,
  secretHint: fr`Laissé vide : celui qui est gardé, pour la même adresse et le même identifiant.`,
  try: 'Essayer',
  signInLink: fr`Lien de connexion de ses personnes :`,
  removeTitle: 'Ne plus passer par ce fournisseur',
  remove: 'Le retirer',
};

type Organisation = NonNullable<SessionRecord['organisation']>;

/** On what an organisation writes: « ses plateformes (viamedis) ». */
export const reachWords = ({ kind, professions, platforms, mutuelles }: Organisation): string => {
  switch (kind) {
    case 'operator':
      return `ses plateformes (${listed(platforms) || 'aucune'})`;
    case 'union':
      return `ses professions (${listed((professions ?? []).map((id) => professionWords[id].plural))})`;
    case 'mutuelle':
      return `ses mutuelles (${listed(mutuelles) || 'aucune'})`;
    case 'desk':
      return 'tout';
    case 'authority':
    case 'press':
      return 'rien : le bureau reprend ses mots';
  }
};

/** Why a page is not for this organisation. */
export const notForYou = (organisation: Organisation): string =>
  fr`Cette page n'est pas pour ${organisation.name} (${organisationKindWords[organisation.kind]}), qui écrit sur ${reachWords(organisation)}.`;

export const outOfScopeWords = {
  title: 'Hors de votre périmètre',
  cure: (whose: string): string =>
    fr`Elle est réservée ${whose}. Revenez à l'accueil de votre espace, ou demandez au bureau.`,
  desk: 'au bureau',
  keepers: 'au bureau et aux mutuelles',
  mutuelle: 'à cette mutuelle et au bureau',
};
