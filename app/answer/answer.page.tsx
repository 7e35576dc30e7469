import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Timeline } from '#server/contract/answers';
import { attestationId } from '#server/contract/attestation-id';
import { useDoubt } from '../ui/freshness';
import { Dated } from '../ui/moment';
import type { NameOf } from '../ui/names';
import { Section } from '../ui/page-body';
import { Part } from '../ui/part';
import type { Paths } from '../ui/paths';
import { PaymentStrip } from '../ui/payment-strip';
import { answerPageWords, backlogDays, backlogSpan, backlogTask, statementWords } from '../words/answer-page';
import { doubtWords } from '../words/freshness';
import { paymentDaysWords, speakerOf } from '../words/payment-days';
import { professionWords } from '../words/professions';
import { reportWords } from '../words/reports';
import { groupOf, shownOf } from '../words/verdicts';
import { AnswerFacts, type AnyAnswer } from './answer-facts';
import { AnswerHead, type PartProps } from './answer-head';
import { LastDays, UnreadDays } from './last-days';
import { StatementList } from './statements';
import { Steps } from './steps';
import { Why } from './why';

/** À reprendre: what an outage that is over left to do, for a week. */
export const BacklogList = ({ answer, nameOf }: PartProps) => {
  const isDoubted = useDoubt() !== null;
  return answer.backlog.length === 0 ? null : (
    <Section id="reprendre" title={answerPageWords.backlog}>
      <p className="hint">{isDoubted ? doubtWords.outageOver : answerPageWords.backlogOver}</p>
      <ul className="backlog">
        {answer.backlog.map((item) => (
          <li key={`${item.platform} ${item.flow}`}>
            <strong>{backlogTask(item, nameOf(item.platform))}</strong>
            <span className="says">
              <Dated text={backlogSpan(item)} />
              {item.days && (
                <>
                  {' · '}
                  <Dated text={backlogDays(item.days)} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
};

/** The same days, drawn: those of a likely operator under its condition, as the band says. */
const PaymentStrips = ({ answer, nameOf }: PartProps) =>
  answer.payments.length === 0 ? null : (
    <Section id="paiements" title={paymentDaysWords.title}>
      <p className="hint">{paymentDaysWords.hint}</p>
      {answer.payments.map((each) => (
        <div key={each.platform}>
          <h3>{nameOf(each.platform)}</h3>
          <PaymentStrip
            payments={each}
            at={answer.at}
            name={nameOf(each.platform)}
            speaker={speakerOf(answer.paymentSpeakers)}
          />
        </div>
      ))}
    </Section>
  );

type AnswerBandProps = PartProps & { paths: Paths };

/** What one reads in two seconds: the word, why, paid or not, since when. */
export const AnswerBand = ({ answer, nameOf, paths }: AnswerBandProps) => {
  const { className } = shownOf(groupOf(answer), useDoubt() !== null);
  return (
    <div className={`band ${className}`}>
      <div className="band-in">
        <p className="crumb">
          <Link to={paths.board(answer.profession)} discover="none">
            {answerPageWords.backToBoard(professionWords[answer.profession].name)}
          </Link>
        </p>
        <div className="band-grid">
          <div>
            <AnswerHead answer={answer} nameOf={nameOf} />
          </div>
          <AnswerFacts answer={answer} />
        </div>
      </div>
    </div>
  );
};

/** When nobody spoke: « aucun incident signalé » only where nothing else says otherwise. */
const noneSaid = ({ cause, candidates }: AnyAnswer): string => {
  if (cause?.basis === 'reported') return reportWords.onlyColleagues;
  const isQuiet = candidates.every(({ flows }) => flows.every(({ basis }) => basis === 'presumed'));
  return isQuiet ? statementWords.none : statementWords.nobody;
};

/** What the board says at this instant, signed, for whoever is to be shown it later. */
const Attestation = ({ answer }: { answer: AttestedAnswer }) => {
  const { profession, at } = answer;
  const subject = 'mutuelle' in answer ? { mutuelle: answer.mutuelle } : { platform: answer.platform };
  return (
    <p className="small links">
      <a href={`/attestation/${attestationId({ profession, subject, at: new Date(at) })}`} rel="nofollow">
        {answerPageWords.attestation}
      </a>
    </p>
  );
};
type AttestedAnswer = AnyAnswer & ({ mutuelle: string } | { platform: string });

type AnswerPageProps = {
  answer: AttestedAnswer;
  /** Null: it cannot be read for now. */
  timeline: Timeline | null;
  nameOf: NameOf;
  paths: Paths;
  /** Which card, which mutuelle: what one must look at before believing the word. */
  choice: ReactNode;
  aside: ReactNode;
};

/** One answer, in the order one would ask: may I, what do I do, why, who says so, since when. */
export const AnswerPage = ({ answer, timeline, nameOf, paths, choice, aside }: AnswerPageProps) => (
  <main id="contenu">
    <Part name="answer" isAnswer>
      <AnswerBand answer={answer} nameOf={nameOf} paths={paths} />
    </Part>
    <div className="page">
      <div className="cols">
        <Part name="choice">{choice}</Part>
        <Part name="steps">
          <Steps answer={answer} nameOf={nameOf} paths={paths} />
        </Part>
        <Part name="backlog">
          <BacklogList answer={answer} nameOf={nameOf} />
        </Part>
        <aside className="aside part" aria-label={answerPageWords.card}>
          <Part name="aside">{aside}</Part>
        </aside>
        <Part name="why">
          <Why answer={answer} nameOf={nameOf} />
        </Part>
        <Part name="payments">
          <PaymentStrips answer={answer} nameOf={nameOf} />
        </Part>
        {answer.candidates.length > 0 && (
          <>
            <Part name="voices">
              <StatementList
                voices={answer.voices}
                profession={answer.profession}
                nameOf={nameOf}
                none={noneSaid(answer)}
              />
              <Attestation answer={answer} />
            </Part>
            <Part name="days">
              {timeline ? <LastDays timeline={timeline} nameOf={nameOf} /> : <UnreadDays />}
            </Part>
          </>
        )}
      </div>
    </div>
  </main>
);
