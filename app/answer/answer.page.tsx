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
import { Sign } from '../ui/signs';
import { answerPageWords, backlogDays, backlogSpan, backlogTask, statementWords } from '../words/answer-page';
import { whySentence } from '../words/answers';
import { paymentNote } from '../words/effects';
import { doubtWords } from '../words/freshness';
import { paidSentences } from '../words/paid';
import { paymentDaysWords, speakerOf } from '../words/payment-days';
import { professionWords } from '../words/professions';
import { reportWords } from '../words/reports';
import { COLON } from '../words/typography';
import { groupOf, paymentWords, shownOf, signOf } from '../words/verdicts';
import { AnswerFacts, type AnyAnswer, precisionOf, voicesOf } from './answer-facts';
import { LastDays, UnreadDays } from './last-days';
import { StatementList } from './statements';
import { Steps } from './steps';
import { Why } from './why';

/** À reprendre: what an outage that is over left to do, for a week. */
export const BacklogList = ({ answer, nameOf }: { answer: AnyAnswer; nameOf: NameOf }) => {
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

type PayLineProps = { answer: AnyAnswer; nameOf: NameOf };

/** Will one be paid: in ink, louder when it is not normal. */
export const PayLine = ({ answer, nameOf }: PayLineProps) => {
  const doubt = useDoubt();
  if (answer.reason === 'no-convention') return null;
  const { word, sign, was } = paymentWords[answer.payment];
  if (doubt)
    return (
      <p className="payline">
        <Sign id={sign} />
        {paymentWords.unknown.word}{' '}
        <small>
          <Dated text={doubtWords.wasAt(was, doubt.dating)} />
        </small>
      </p>
    );
  const note = paymentNote(answer, nameOf, ({ since, statements }) =>
    precisionOf(voicesOf(answer, { statements }), since),
  );
  return (
    <p className={answer.payment === 'normal' ? 'payline' : 'payline is-alert'}>
      <Sign id={sign} />
      {word}{' '}
      <small>
        <Dated text={note} />
      </small>
    </p>
  );
};

/** The sentence that concludes, then payment day by day; two speakers who differ stand side by side. */
export const PaymentDays = ({ answer, nameOf }: PayLineProps) => {
  const isDoubted = useDoubt() !== null;
  return isDoubted
    ? null
    : paidSentences(answer, nameOf).map((sentence, index) => (
        <p className={index === 0 ? 'paid-sentence' : 'pay-days'} key={sentence}>
          <Dated text={sentence} />
        </p>
      ));
};

/** The same days, drawn: those of a likely operator under its condition, as the band says. */
const PaymentStrips = ({ answer, nameOf }: PayLineProps) =>
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

type AnswerBandProps = { answer: AnyAnswer; nameOf: NameOf; paths: Paths };

/** « Oui » and « Non » fill the band; longer words are set smaller. */
const SHORT_WORD = 3;

/** What one reads in two seconds: the word, why, paid or not, since when. */
export const AnswerBand = ({ answer, nameOf, paths }: AnswerBandProps) => {
  const doubt = useDoubt();
  const { word, className, was } = shownOf(groupOf(answer), doubt !== null);
  const why = whySentence(answer, nameOf);
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
            <h1>
              <span className="who">{answer.name}</span>
              <span className="visually-hidden">{COLON}</span>
              <span className={word.length > SHORT_WORD ? 'word word-long' : 'word'}>
                <Sign id={signOf(answer)} />
                {word}
              </span>
            </h1>
            {doubt && was && (
              <p className="was-then">
                <Dated text={doubtWords.wasAt(was, doubt.dating)} />
              </p>
            )}
            <p className="why">
              <Dated text={doubt && groupOf(answer) !== 'no-convention' ? doubtWords.why(why) : why} />
            </p>
            <PayLine answer={answer} nameOf={nameOf} />
            <PaymentDays answer={answer} nameOf={nameOf} />
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
