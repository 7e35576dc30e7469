import { Link } from '@remix-run/react';
import type { Advice } from '#server/contract/answers';
import type { Notice } from '#server/contract/notices';
import type { AdviceCode } from '#server/domain/facts/vocabulary';
import { NoticeLines } from '../notices/notices-list';
import { type Doubt, useDoubt } from '../ui/freshness';
import { Dated } from '../ui/moment';
import type { NameOf } from '../ui/names';
import { Section } from '../ui/page-body';
import type { Paths } from '../ui/paths';
import { adviceSentence } from '../words/advice';
import { adviceNote, answerPageWords } from '../words/answer-page';
import { doubtWords } from '../words/freshness';
import { noticeSpan } from '../words/notices';
import { organisationKindWords } from '../words/organisations';
import { AdviceList } from './advice';
import type { AnyAnswer } from './answer-facts';
import { Condition, type ConditionOf, conditionsOf } from './notice-condition';

/** One thing to do, and all who say so. */
export type Step = { code: AdviceCode; isRule: boolean; notices: readonly Notice[] };

/** Advice on whether to go on with tiers payant: two unions that give different ones disagree. */
const STANCES: readonly AdviceCode[] = [
  'no-prior-agreement-no-tiers-payant',
  'patient-pays',
  'continue-on-card',
  'await-instructions',
];

/** The unions' notices that disagree on going on; none when they agree. */
export const disagreeing = (notices: readonly Notice[]): Notice[] => {
  const stances = notices.filter(
    ({ kind, advice }) => kind === 'union' && advice !== null && STANCES.includes(advice),
  );
  const speakers = new Set(stances.map(({ by }) => by));
  const counsels = new Set(stances.map(({ advice }) => advice));
  return speakers.size > 1 && counsels.size > 1 ? stances : [];
};

/** The advice of each author, when several give some: newest first, as the notices come. */
export const counselsOf = (notices: readonly Notice[]): Notice[][] => {
  const advising = notices.filter(({ advice }) => advice !== null);
  const authors = [...new Set(advising.map(({ by }) => by))];
  return authors.length < 2 ? [] : authors.map((author) => advising.filter(({ by }) => by === author));
};

/** The same advice said by several is one step; what unions disagree on is no step. */
export const stepsOf = (
  advice: readonly Advice[],
  notices: readonly Notice[],
  rivals: readonly Notice[],
): Step[] => {
  const kept = advice.filter(({ noticeId }) => !rivals.some(({ id }) => id === noticeId));
  return [...new Set(kept.map(({ code }) => code))].map((code) => {
    const said = kept.filter((each) => each.code === code);
    return {
      code,
      isRule: said.some(({ by }) => by === null),
      notices: notices.filter(({ id }) => said.some(({ noticeId }) => noticeId === id)),
    };
  });
};

type StepsProps = { answer: AnyAnswer; nameOf: NameOf; paths: Paths };

/** Que faire: numbered, each with who says it; unions that differ are shown side by side, and said to differ. */
export const Steps = ({ answer, nameOf, paths }: StepsProps) => {
  const conditionOf = conditionsOf(answer, nameOf);
  const rivals = disagreeing(answer.notices);
  const others = answer.notices.filter(({ advice }) => advice === null);
  const steps = stepsOf(answer.advice, answer.notices, rivals);
  const doubt = useDoubt();
  return (
    <Section id="faire" title={answerPageWords.whatToDo}>
      {doubt && <StepInDoubt doubt={doubt} isAlone={steps.length === 0} />}
      {steps.length > 0 && (
        <ol className="steps">
          {steps.map((step) => (
            <li key={step.code}>
              <div>
                <strong>{adviceSentence[step.code]}</strong>
                <span className="says">
                  <Sayers step={step} conditionOf={conditionOf} paths={paths} />
                </span>
              </div>
            </li>
          ))}
        </ol>
      )}
      {steps.length === 0 && !doubt && <p>{answerPageWords.nothingSpecial}</p>}
      <AdviceList
        counsels={counselsOf(answer.notices)}
        isDisputed={rivals.length > 0}
        conditionOf={conditionOf}
        paths={paths}
      />
      {others.length > 0 && (
        <>
          <h3 className="rivals">{answerPageWords.otherNotices}</h3>
          <NoticeLines notices={others} conditionOf={conditionOf} paths={paths} />
        </>
      )}
      {!doubt && !answer.notices.some(({ kind }) => kind === 'union') && (
        <p className="empty">{answerPageWords.noUnionNotice}</p>
      )}
    </Section>
  );
};

/** Past its time an answer leaves one thing to do; what it advised is of then. */
const StepInDoubt = ({ doubt, isAlone }: { doubt: Doubt; isAlone: boolean }) => (
  <>
    <ol className="steps">
      <li>
        <div>
          <strong>{doubtWords.step}</strong>
          <span className="says">{doubtWords.stepRule}</span>
        </div>
      </li>
    </ol>
    {!isAlone && (
      <h3 className="rivals">
        <Dated text={doubtWords.advised(doubt.dating)} />
      </h3>
    )}
  </>
);

type SayersProps = { step: Step; conditionOf: ConditionOf; paths: Paths };

const Sayers = ({ step, conditionOf, paths }: SayersProps) => {
  const note = adviceNote[step.code];
  return (
    <>
      {step.isRule && (note ? answerPageWords.ruleNote(note) : answerPageWords.rule)}
      {step.notices.map((notice, index) => (
        <span key={notice.id}>
          {(step.isRule || index > 0) && ' · '}
          <Condition text={conditionOf(notice)} />
          <Link to={paths.notice(notice.id)} discover="none">
            {notice.name}, {organisationKindWords[notice.kind]}
          </Link>
          {' · '}
          <Dated text={noticeSpan(notice)} />
        </span>
      ))}
    </>
  );
};
