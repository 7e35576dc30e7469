import type { HeldConvention, HeldPlatform, Proposal } from '#server/contract/directory-edits';
import type { Confidence } from '#server/domain/facts/vocabulary';
import { asOfWords } from './conventions';
import { flowWords } from './flows';
import { professionWords } from './professions';
import { confidenceWords, platformKindWords, sourceKindWord } from './sources';
import { fr, listed, typeset } from './typography';

/** A thing of the directory field by field, and what differs between two states of it. */

export type Entry = { label: string; text: string };
/** `was` null: of something new. */
export type FieldChange = { label: string; was: string | null; is: string };

type Mutuelle = { name: string; aliases: readonly string[]; amcNumbers: readonly string[] };
type NameOf = (platform: string) => string;

const NOTHING = 'rien';
export const untilLabel = fr`Jusqu'au (exclu)`;

export const mutuelleEntries = ({ name, aliases, amcNumbers }: Mutuelle): Entry[] => [
  { label: 'Nom', text: name },
  { label: 'Alias', text: aliases.join(', ') || NOTHING },
  { label: 'Numéros AMC', text: amcNumbers.join(', ') || NOTHING },
];

const flowsSaid = (flows: HeldPlatform['flows']): string =>
  flows.map((flow) => flowWords[flow].inList).join(', ') || NOTHING;

/** All that a platform is: what it rests on and what it carries are judged by. */
export const platformEntries = (platform: HeldPlatform, nameOf: NameOf): Entry[] => [
  { label: 'Nom', text: platform.name },
  { label: 'Nature', text: platformKindWords[platform.kind].word },
  { label: 'Propriétaire', text: platform.owner ?? NOTHING },
  { label: 'Site', text: platform.website ?? NOTHING },
  { label: 'Portail', text: platform.professionalPortal ?? NOTHING },
  { label: 'Codes des conventions', text: platform.conventionCodes.join(', ') || NOTHING },
  { label: 'Professions', text: professionsServed(platform.professions) },
  { label: 'Échanges', text: flowsSaid(platform.flows) },
  {
    label: fr`S'appuie sur`,
    text:
      platform.dependsOn.map((each) => `${nameOf(each.platform)} (${flowsSaid(each.flows)})`).join(', ') ||
      NOTHING,
  },
  {
    label: 'Contacts',
    text: platform.contacts.map(({ label, value }) => fr`${label} : ${value}`).join(', ') || NOTHING,
  },
  { label: 'Sources', text: platform.sources.join(', ') || NOTHING },
  { label: 'Numéros AMC', text: platform.amcNumbers.join(', ') || NOTHING },
  { label: 'Adresses admises', text: platform.hosts.join(', ') || NOTHING },
];

export const conventionEntries = (
  { platform, professions, code, csr, from, to, source }: Omit<HeldConvention, 'mutuelle'>,
  nameOf: NameOf,
): Entry[] => [
  { label: 'Plateforme', text: nameOf(platform) },
  { label: 'Professions', text: professionsServed(professions) },
  { label: 'Code', text: code ?? NOTHING },
  { label: 'CSR', text: csr ?? NOTHING },
  { label: 'Depuis', text: sinceWords(from) },
  { label: untilLabel, text: untilWords(to) },
  { label: 'Source', text: source.url ?? NOTHING },
  { label: 'Nature de la source', text: sourceKindWord(source.kind) },
  { label: 'Date de la source', text: asOfWords(source.asOf) },
  { label: 'Fiabilité', text: confidenceWords[source.confidence] },
];

export const professionsServed = (professions: HeldConvention['professions']): string =>
  professions === null
    ? 'toutes les professions'
    : listed(professions.map((profession) => professionWords[profession].plural)) || NOTHING;

/** « 1er janvier 2024 ». */
export const dayWords = (day: string): string => asOfWords(day);

export const sinceWords = (from: string | null): string => (from === null ? 'toujours' : dayWords(from));
export const untilWords = (to: string | null): string => (to === null ? 'sans fin' : dayWords(to));

/** Entries that are not the same; of something new, those that say something. */
export const changesBetween = (before: readonly Entry[] | null, after: readonly Entry[]): FieldChange[] =>
  after.flatMap(({ label, text }, index) => {
    const was = before && (before[index]?.text ?? NOTHING);
    return (was ?? NOTHING) === text ? [] : [{ label, was: was && typeset(was), is: typeset(text) }];
  });

/** « convention avec Viamedis, code IS, depuis le 1er janvier 2024 ». */
export const conventionName = (
  { platform, code, csr, from }: Pick<HeldConvention, 'platform' | 'code' | 'csr' | 'from'>,
  nameOf: NameOf,
): string =>
  [
    fr`convention avec ${nameOf(platform)}`,
    ...(code ? [`code ${code}`] : []),
    ...(csr ? [`CSR ${csr}`] : []),
    ...(from ? [`depuis le ${dayWords(from)}`] : []),
  ].join(', ');

export const confidenceOptions: readonly { value: Confidence; label: string }[] = (
  ['high', 'medium', 'low'] as const
).map((value) => ({ value, label: confidenceWords[value] }));

/** What the forms of a mutuelle do: at once for the desk, as a proposal for the mutuelle itself. */

export const DIRECTORY_ACTIONS = ['fiche', 'convention', 'fin'] as const;
export type DirectoryAction = (typeof DIRECTORY_ACTIONS)[number];

export const directoryActionOf = (text: string | null): DirectoryAction | null =>
  DIRECTORY_ACTIONS.find((action) => action === text) ?? null;

export const doneWords: Record<DirectoryAction, string> = {
  fiche: fr`Fiche enregistrée : le tableau la montre déjà.`,
  convention: fr`Convention ajoutée : le tableau en tient déjà compte.`,
  fin: fr`Fin de convention enregistrée.`,
};

export const proposedWords: Record<DirectoryAction, string> = {
  fiche: fr`Votre proposition est partie au bureau. La fiche change quand il l'accepte.`,
  convention: fr`Votre proposition de convention est partie au bureau. Elle compte quand il l'accepte.`,
  fin: fr`Votre proposition de fin de convention est partie au bureau. Elle vaut quand il l'accepte.`,
};

export const proposalWords: Record<Proposal['action'], string> = {
  mutuelle: fr`Changer la fiche`,
  convention: 'Ajouter une convention',
  'convention-end': 'Mettre fin à une convention',
};

export const fateWords = ({ accepted }: Pick<Proposal, 'accepted'>): string =>
  accepted === null ? 'à décider' : accepted ? 'acceptée' : 'refusée';

const DECIDED = new Map([
  ['acceptee', fr`Proposition acceptée : le changement est fait, et la mutuelle le voit.`],
  ['refusee', fr`Proposition refusée : rien n'a changé, et la mutuelle le voit.`],
]);
export const decidedWords = (done: string | null): string | null => DECIDED.get(done ?? '') ?? null;

export const conventionEndWords = {
  unknown: 'Cette convention n’est pas dans l’annuaire.',
  title: (convention: string): string => fr`mettre fin : ${convention}`,
  leave: 'Laisser',
  inForceNow: fr`La convention en vigueur maintenant ; votre jour est gardé ci-dessous.`,
  day: 'Elle ne compte plus à partir du',
  dayHint: fr`Ce jour-là n'en fait plus partie. La convention reste lisible, avec sa fin.`,
};

export const conventionFormWords = {
  unsaid: 'Non précisée',
  source: 'D’où on le sait',
  sourceAddress: 'Adresse de la source',
  sourceKind: 'Nature de la source',
  sourceDate: 'Date de la source',
  sourceDateHint: 'AAAA, AAAA-MM ou AAAA-MM-JJ.',
  confidence: 'Fiabilité',
  inForce: 'La convention en vigueur',
  replaces: fr`Renvoyer le formulaire met ce que vous avez saisi à sa place, et la rouvre si elle était finie.`,
  existsTitle: 'Cette convention existe déjà',
  existsDetail: fr`Même plateforme, même code, même CSR, même jour de début.`,
  existsCure: fr`Changez l'un d'eux, ou renvoyez pour la remplacer.`,
  everyProfession: 'Toutes les professions',
  choose: 'Choisir…',
  cardCode: 'Code sur la carte',
  ifAny: 'S’il y en a un.',
  csr: 'CSR',
  from: 'Depuis le',
  fromHint: fr`Vide : on ne sait pas depuis quand, elle compte toujours.`,
  professionsServed: 'Professions servies',
  everyoneWins: fr`« Toutes » l'emporte sur les autres.`,
};

export const conventionsTableWords = {
  of: (platform: string): string => `convention avec ${platform}`,
  none: 'Aucune convention connue.',
  scroll: 'Conventions, défile de côté',
  since: 'Depuis',
  source: 'Source',
  action: 'Geste',
  over: 'terminée',
  end: 'Mettre fin',
  changeEnd: 'Changer la fin',
};

export const directoryWords = {
  none: 'Aucune mutuelle.',
  noneFor: (query: string): string => fr`Aucune mutuelle pour « ${query} » : ni nom, ni alias, ni numéro.`,
  noConvention: 'aucune convention en vigueur',
  servedBy: (platforms: readonly string[]): string => `chez ${listed(platforms)}`,
  amc: (numbers: string): string => `AMC ${numbers}`,
  aliases: (aliases: string): string => `alias : ${aliases}`,
  title: 'Annuaire',
  leadOfDesk: fr`Qui sert quelle mutuelle : ce que vous changez ici change le tableau aussitôt.`,
  leadOfMutuelle: fr`Vos mutuelles : ce que vous changez est une proposition, que le bureau accepte ou refuse.`,
  import: 'Charger un CSV de conventions',
  sources: 'Adresses lues chaque jour',
  search: 'Nom, alias ou numéro AMC',
  find: 'Chercher',
  more: 'Suite',
};

export const historyWords = {
  becomes: 'devient',
  none: 'Rien n’a changé depuis le premier chargement.',
  byCommand: 'Ligne de commande',
  byUnknown: 'Compte inconnu',
  byFile: ', par un fichier',
};

export const mutuelleWords = {
  aliases: 'Alias',
  aliasesHint: fr`Un par ligne : anciens noms, noms de gamme, ce qui est écrit sur la carte.`,
  amcNumbers: 'Numéros AMC',
  amcHint: fr`Un par ligne, 7 à 10 caractères ; gardez les zéros du début.`,
  propose: 'Proposer au bureau',
  id: 'identifiant ',
  leadOfProposals: fr`Vos changements sont des propositions : rien ne bouge sur le tableau avant que le bureau les accepte.`,
  proposals: 'Propositions',
  decide: 'Décider',
  entry: 'Fiche',
  saveEntry: 'Enregistrer la fiche',
  conventions: 'Conventions',
  endConvention: 'Mettre fin à la convention',
  addTitle: 'Ajouter une convention',
  addConvention: 'Ajouter la convention',
  history: 'Derniers changements',
};
