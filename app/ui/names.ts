import type { Answer, JudgedFlow, Voice } from '#server/contract/answers';
import type { Basis, Health, Precision, Reason } from '#server/domain/facts/vocabulary';
import { decidesPayment, decidesVerdict } from '../words/effects';

/** What the answers for a mutuelle and for an operator have in common. */
export type AnyAnswer = Omit<Answer, 'mutuelle' | 'knownElsewhere'>;

/** Names of platforms by id. */
export type NameOf = (platform: string) => string;

export const namesOf = (platforms: readonly { id: string; name: string }[]): NameOf => {
  const names = new Map(platforms.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
};

export const voicesOf = (
  { voices }: Pick<AnyAnswer, 'voices'>,
  flow: Pick<JudgedFlow, 'statements'>,
): Voice[] => voices.filter(({ statement }) => flow.statements.includes(statement));

/** How precisely an instant is known: as precisely as one of these voices told it. */
export const precisionOf = (voices: readonly Voice[], instant: string | null): Precision | undefined =>
  voices.find(({ effectiveAt }) => effectiveAt === instant)?.precision;

/** Who said what decides: the verdict, else the payment; else whatever was said of the candidates' flows. */
export const decidingVoices = (answer: AnyAnswer): Voice[] => {
  const flows = answer.candidates.flatMap((candidate) => candidate.flows);
  const deciding = flows.filter(
    ({ effect }) => decidesVerdict(effect, answer) || decidesPayment(effect, answer),
  );
  const statements = (deciding.length > 0 ? deciding : flows).flatMap((flow) => flow.statements);
  return answer.voices.filter(({ statement }) => statements.includes(statement));
};

/** What a « Oui » of one platform rests on, for its sign: proven only when somebody said or saw it and nothing is wrong. */
export const shownReason = (flows: readonly { health: Health; basis: Basis }[]): Reason => {
  if (flows.some(({ health }) => health !== 'operational')) return 'unaffected';
  return flows.some(({ basis }) => basis !== 'presumed') ? 'declared' : 'presumed';
};

type Said = { effectiveAt: string; recordedAt: string; precision?: Precision };

const MINUTE = 60_000;
/** A clock may be late by this much; a fact known to the hour or the day by that. */
const SLACK = { minute: 5 * MINUTE, hour: 60 * MINUTE, day: 60 * MINUTE, week: 60 * MINUTE };

/** « Coupé depuis lundi », said on Friday: both are told. */
export const isRecordedLater = ({ effectiveAt, recordedAt, precision = 'minute' }: Said): boolean =>
  +new Date(recordedAt) - +new Date(effectiveAt) >= SLACK[precision];
