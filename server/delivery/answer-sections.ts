import { grouped } from '#server/domain/facts/grouped';
import type { BoardGroup } from '#server/domain/facts/vocabulary';
import { type AnswerState, type AnswerSubject, answerState } from '#server/domain/following/answer-states';
import type { Told } from '#server/domain/following/changes';
import { describeAnswer, describeOperator } from '#server/domain/judgement/answer-details';
import { groupOf } from '#server/domain/judgement/board';
import { type Composed, type Composing, nameOfSpeaker, section } from './section';

type ToldAnswer = Told & AnswerSubject;
type Details = ReturnType<typeof describeAnswer>;
/** Answers that are the same to who reads them. */
type Alike = { told: ToldAnswer; ids: string[]; details: Details };

/**
 * One section for what is the same: mutuelles that answer alike by the same operators together, and under the operator's
 * own where that is told too.
 */
export const answerSections = (composing: Composing, told: readonly ToldAnswer[]): Composed[] => {
  const alike = [
    ...grouped(
      told.map((each) => ({ told: each, details: detailsOf(composing, each) })),
      keyOf,
    ).values(),
  ].flatMap((own): Alike[] => {
    const [first] = own;
    return first ? [{ ...first, ids: own.map(({ told: { id } }) => id) }] : [];
  });
  const operators = alike.filter(({ told: { of } }) => of === 'platform');
  const mutuelles = alike.filter(({ told: { of } }) => of === 'mutuelle');
  const isUnder = (operator: Alike, each: Alike) =>
    each.told.profession === operator.told.profession &&
    each.details.candidates.length === 1 &&
    each.details.candidates[0]?.platform === operator.told.id &&
    saysOf(each) === saysOf(operator);
  return [
    ...operators.map((operator) => {
      const under = mutuelles.filter((each) => isUnder(operator, each));
      return sectionOf(
        composing,
        operator,
        under.flatMap(({ ids }) => ids),
      );
    }),
    ...mutuelles
      .filter((each) => !operators.some((operator) => isUnder(operator, each)))
      .map((each) => sectionOf(composing, each, each.ids.length > 1 ? each.ids : [])),
  ];
};

const detailsOf = ({ known, read }: Composing, { of, profession, id }: AnswerSubject): Details => {
  const question = { profession, card: { code: null, csr: null }, concentrator: null };
  return of === 'mutuelle'
    ? describeAnswer(known, read.evidence, question, id)
    : describeOperator(known, read.evidence, question, id);
};

const saysOf = ({ told, details }: Pick<Alike, 'told' | 'details'>): string =>
  JSON.stringify([
    told.kinds,
    details.verdict,
    details.payment,
    details.reason,
    decidingLink(details)?.basis,
  ]);

/** Of an operator, itself. */
const keyOf = ({ told, details }: Pick<Alike, 'told' | 'details'>): string =>
  JSON.stringify([
    told.of,
    told.profession,
    told.of === 'platform' ? told.id : null,
    told.before,
    told.after,
    saysOf({ told, details }),
    details.candidates.map(({ platform }) => platform),
  ]);

const sectionOf = (
  composing: Composing,
  { told, ids, details }: Alike,
  under: readonly string[],
): Composed => {
  const { words, read, origin } = composing;
  const { of, profession } = told;
  const { slug, plural } = words.professions[profession];
  const namesOf = (some: readonly string[]) => some.map((id) => read.directory.mutuelles.get(id)?.name ?? id);
  const names = of === 'mutuelle' ? namesOf(ids) : [read.directory.platforms.get(told.id)?.name ?? told.id];
  const isPaymentAlone = !told.kinds.includes('change');
  const answer = { group: groupNamed(details), payment: details.payment, since: details.since, at: read.at };
  const operator = of === 'platform' ? told.id : details.candidates[0]?.platform;
  return section(
    isPaymentAlone ? 'payment' : 'change',
    `${profession} ${operator ?? told.id}`,
    `${origin}/${slug}/${of === 'platform' ? 'operateur/' : ''}${encodeURIComponent(told.id)}`,
    {
      title: isPaymentAlone
        ? words.delivery.payment(names, plural, answer)
        : words.delivery.answer(names, plural, answer),
      lines: [
        words.delivery.reason(details.reason, decidingLink(details)?.basis ?? null),
        ...details.likely.map(({ platform, knownFor, verdict, payment }) =>
          words.likelyAnswer(
            { name: read.directory.platforms.get(platform)?.name ?? platform, knownFor },
            verdict,
            payment,
          ),
        ),
        ...(told.before === null ? [] : [wasLine(composing, answerState(told.before))]),
        ...(details.expectedBack ? [words.delivery.expectedBack(details.expectedBack)] : []),
        ...(under.length === 0 ? [] : [words.delivery.mutuelles(namesOf(under))]),
      ],
      saidBy: nameOfSpeaker(composing, speakerOf(composing, details, told)),
      advice: [...new Set(details.advice.map(({ code }) => words.delivery.advice(code)))],
      nextUpdateDue: details.nextUpdateDue,
    },
  );
};

const groupNamed = (details: Details): BoardGroup => {
  const group = groupOf(details);
  return group === 'no-convention' && details.likely.length > 0 ? 'likely' : group;
};

const wasLine = ({ words }: Composing, { verdict, payment }: AnswerState): string =>
  words.delivery.was(verdict, payment);

/** Of the first operator that has something to name. */
const decidingLink = (details: Details) =>
  details.candidates.find(({ cause }) => cause !== null)?.cause?.link ?? null;

/** Who says what decides; null: it is measured, or nobody says anything. */
const speakerOf = ({ known }: Composing, details: Details, { profession }: AnswerSubject): string | null => {
  const link = decidingLink(details);
  if (link)
    return link.basis === 'observed' || link.basis === 'reported' ? null : (link.statements[0]?.by ?? null);
  if (details.reason !== 'declared') return null;
  const platforms = details.candidates.map(({ platform }) => platform);
  const voice = details.voices.find(
    ({ statement, stands }) =>
      stands &&
      platforms.includes(statement.platform) &&
      (statement.professions === null || statement.professions.includes(profession)) &&
      statement.recordedAt <= known.knownAt,
  );
  return voice?.statement.by ?? null;
};
