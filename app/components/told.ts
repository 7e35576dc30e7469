import type { Answer, JudgedFlow, Voice } from '#server/contract/answers';
import type { Precision } from '#server/domain/vocabulary';
import { decidesPayment, decidesVerdict } from '../words/fr/answers';
import { listed } from '../words/fr/typography';

/** What the answers for a mutuelle and for an operator have in common. */
export type Told = Omit<Answer, 'mutuelle' | 'knownElsewhere'>;

/** Names of platforms by id. */
export type NameOf = (platform: string) => string;

export const namesOf = (platforms: readonly { id: string; name: string }[]): NameOf => {
  const names = new Map(platforms.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
};

export const voicesOf = ({ voices }: Pick<Told, 'voices'>, flow: Pick<JudgedFlow, 'statements'>): Voice[] =>
  voices.filter(({ statement }) => flow.statements.includes(statement));

/** How precisely the start of a trouble is known: as precisely as who said it. */
export const precisionOf = (told: Pick<Told, 'voices'>, instant: string | null): Precision | undefined =>
  told.voices.find(({ effectiveAt }) => effectiveAt === instant)?.precision;

/** « Viamedis et FSPF »: each speaker once. */
export const speakersOf = (voices: readonly Voice[]): string =>
  listed([...new Set(voices.map(({ name }) => name))]);

/** Who said what decides: the verdict, else the payment; else whatever was said of the candidates' flows. */
export const decidingVoices = (told: Told): Voice[] => {
  const flows = told.candidates.flatMap((candidate) => candidate.flows);
  const deciding = flows.filter(({ effect }) => decidesVerdict(effect, told) || decidesPayment(effect, told));
  const statements = (deciding.length > 0 ? deciding : flows).flatMap((flow) => flow.statements);
  return told.voices.filter(({ statement }) => statements.includes(statement));
};
