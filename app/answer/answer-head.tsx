import { useDoubt } from '../ui/freshness';
import { Dated } from '../ui/moment';
import type { NameOf } from '../ui/names';
import { Sign } from '../ui/signs';
import { whySentence } from '../words/answers';
import { paymentNote } from '../words/effects';
import { doubtWords } from '../words/freshness';
import { paidSentences } from '../words/paid';
import { COLON } from '../words/typography';
import { groupOf, paymentWords, shownOf, signOf } from '../words/verdicts';
import { type AnyAnswer, precisionOf, voicesOf } from './answer-facts';

export type PartProps = { answer: AnyAnswer; nameOf: NameOf };

/** Will one be paid: in ink, louder when it is not normal. */
export const PayLine = ({ answer, nameOf }: PartProps) => {
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
const PaymentDays = ({ answer, nameOf }: PartProps) => {
  const isDoubted = useDoubt() !== null;
  return isDoubted
    ? null
    : paidSentences(answer, nameOf).map((sentence, index) => (
        <p className={index === 0 ? 'paid-sentence' : 'pay-days'} key={sentence}>
          <Dated text={sentence} />
        </p>
      ));
};

/** « Oui » and « Non » are set large; longer words smaller. */
const SHORT_WORD = 3;

/** Who, the word, why, and whether one will be paid: on the answer's page and on its sheet of paper. */
export const AnswerHead = ({ answer, nameOf }: PartProps) => {
  const doubt = useDoubt();
  const { word, was } = shownOf(groupOf(answer), doubt !== null);
  const why = whySentence(answer, nameOf);
  return (
    <>
      <h1>
        <span className="who">{answer.name}</span>
        <span className="visually-hidden">{COLON}</span>
        <span className={word.length > SHORT_WORD ? 'word word-long' : 'word'}>
          <Sign id={signOf(answer)} />
          <span data-judged>{word}</span>
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
    </>
  );
};
