import type { HeldConvention, Proposal } from '#server/contract/directory-edits';
import type { Confidence } from '#server/domain/facts/vocabulary';
import { asOfWords } from './conventions';
import { confidenceWords, sourceKindWord } from './organisations';
import { professionWords } from './professions';
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

export const GESTURES = ['fiche', 'convention', 'fin'] as const;
export type DirectoryAction = (typeof GESTURES)[number];

export const directoryActionOf = (text: string | null): DirectoryAction | null =>
  GESTURES.find((action) => action === text) ?? null;

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
