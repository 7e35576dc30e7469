import { paymentNote } from '../words/fr/effects';
import { doubtWords } from '../words/fr/freshness';
import { paymentWords } from '../words/fr/verdicts';
import { useDoubt } from './freshness';
import { Dated } from './moment';
import { Sign } from './signs';
import { type NameOf, precisionOf, type Told, voicesOf } from './told';

type PayLineProps = { told: Told; nameOf: NameOf };

/** Will one be paid: in ink, louder when it is not normal. */
export const PayLine = ({ told, nameOf }: PayLineProps) => {
  const doubt = useDoubt();
  if (told.reason === 'no-convention') return null;
  const { word, sign, was } = paymentWords[told.payment];
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
  const note = paymentNote(told, nameOf, ({ since, statements }) =>
    precisionOf(voicesOf(told, { statements }), since),
  );
  return (
    <p className={told.payment === 'normal' ? 'payline' : 'payline is-alert'}>
      <Sign id={sign} />
      {word}{' '}
      <small>
        <Dated text={note} />
      </small>
    </p>
  );
};
