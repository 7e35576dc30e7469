import { AnswerFacts } from '../answer/answer-facts';
import { AnswerHead, type PartProps } from '../answer/answer-head';
import { disagreeing, type Step, stepsOf } from '../answer/steps';
import { useDoubt } from '../ui/freshness';
import { Dated } from '../ui/moment';
import { PaymentMark, VerdictMark } from '../ui/signs';
import { adviceSentence } from '../words/advice';
import { answerPageWords } from '../words/answer-page';
import { doubtWords } from '../words/freshness';
import { noticeSpan } from '../words/notices';
import { organisationKindWords } from '../words/organisations';
import { professionWords } from '../words/professions';
import { sheetWords } from '../words/sheets';
import { COLON } from '../words/typography';
import { groupOf, reasonForSign, shownOf } from '../words/verdicts';
import { Expiry, type Leads, Paper, Sheet } from './sheet';

type AnswerSheetProps = PartProps & {
  at: string | null;
  leads: Leads;
  /** The answer's own page. */
  back: string;
};

/** One answer on one A4. */
export const AnswerSheet = ({ answer, nameOf, at, leads, back }: AnswerSheetProps) => {
  const { className } = shownOf(groupOf(answer), useDoubt() !== null);
  const kind = sheetWords.ofProfession(sheetWords.answerSheet, professionWords[answer.profession].name);
  const isFull = answer.advice.length + answer.candidates.length > MANY || answer.name.length > LONG_NAME;
  return (
    <Paper back={back} print={sheetWords.print} hint={sheetWords.printHint}>
      <Sheet kind={kind} className={isFull ? `${className} is-full` : className} at={at} leads={leads}>
        <AnswerHead answer={answer} nameOf={nameOf} />
        <AnswerFacts answer={answer} />
        <Expiry at={at} />
        <Candidates answer={answer} nameOf={nameOf} />
        <SheetSteps answer={answer} />
      </Sheet>
    </Paper>
  );
};

/** With more to do or more cards than this, or a longer name, all of it is set smaller. */
const MANY = 6;
const LONG_NAME = 80;

/** Several operators behind one name: what each answers, by the logo of the card. */
const Candidates = ({ answer, nameOf }: PartProps) =>
  answer.candidates.length < 2 ? null : (
    <>
      <h2>{sheetWords.byOperator}</h2>
      <ul className="sheet-cards">
        {answer.candidates.map((candidate) => (
          <li key={candidate.platform}>
            <b>{nameOf(candidate.platform)}</b>
            <VerdictMark verdict={candidate.verdict} reason={reasonForSign(candidate.flows)} />
            <PaymentMark payment={candidate.payment} />
          </li>
        ))}
      </ul>
    </>
  );

/** Que faire, each with who says it; unions that differ are named with what each says. */
const SheetSteps = ({ answer }: Pick<PartProps, 'answer'>) => {
  const doubt = useDoubt();
  const rivals = disagreeing(answer.notices);
  const steps = stepsOf(answer.advice, answer.notices, rivals);
  return (
    <>
      <h2>{answerPageWords.whatToDo}</h2>
      {doubt && (
        <p>
          <strong>{doubtWords.step}</strong> {doubtWords.stepRule}
        </p>
      )}
      {doubt && steps.length > 0 && (
        <h3>
          <Dated text={doubtWords.advised(doubt.dating)} />
        </h3>
      )}
      {steps.length === 0 && !doubt && <p>{answerPageWords.nothingSpecial}</p>}
      <ol className="steps">
        {steps.map((step) => (
          <li key={step.code}>
            <div>
              <strong>{adviceSentence[step.code]}</strong>
              <span className="says">
                <Dated text={sayersOf(step)} />
              </span>
            </div>
          </li>
        ))}
      </ol>
      {rivals.length > 0 && (
        <>
          <h3>{answerPageWords.disputed}</h3>
          <ul className="sheet-rivals">
            {rivals.map((notice) => (
              <li key={notice.id}>
                <b>{notice.name}</b>
                {COLON}
                {notice.advice && adviceSentence[notice.advice]}{' '}
                <span className="says">
                  <Dated text={noticeSpan(notice)} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

/** « Règle Comptoir · ROF, syndicat · 2 février, jusqu’au 3 mars ». */
const sayersOf = ({ isRule, notices }: Step): string =>
  [
    ...(isRule ? [answerPageWords.rule] : []),
    ...notices.map(
      (notice) => `${notice.name}, ${organisationKindWords[notice.kind]} · ${noticeSpan(notice)}`,
    ),
  ].join(' · ');
