import type { Due } from '#server/contract/space';
import { ago, longInstant, since } from '../../words/fr/instants';
import { notSecondWords, saidSentence } from '../../words/fr/space-second-person';
import { fr, typeset } from '../../words/fr/typography';
import { Moment } from '../moment';
import type { NameOf } from '../told';
import { GestureForm } from './gesture-form';
import { isOf, lastTyped, type Refusal } from './typed';

export type WaitingProps = {
  nameOf: NameOf;
  at: string;
  idempotencyKey: string;
  isCodeAsked: boolean;
  refused: Refusal | null;
};

type WaitingReturnProps = WaitingProps & { waiting: Due['returns'][number] };

/** A return as it was said, and the form that confirms it for who may. */
export const WaitingReturn = ({ waiting, nameOf, at, refused, ...form }: WaitingReturnProps) => {
  const { id, platform, name, author, text, effectiveAt, precision, recordedAt, whyNot } = waiting;
  const last = isOf(refused, 'confirmer', id) ? lastTyped(refused, 'cle') : undefined;
  return (
    <li id={id}>
      <h3>{typeset(nameOf(platform))}</h3>
      <p>
        {saidSentence(waiting)}, <Moment iso={effectiveAt} precision={precision} as={since} />
      </p>
      {text && <blockquote>{fr`« ${typeset(text)} »`}</blockquote>}
      <p>
        {fr`Dit par ${typeset(name)}`}
        {author && fr`, ${author}`}
        {', le '}
        <Moment iso={recordedAt} as={longInstant} /> ({ago(recordedAt, at)})
      </p>
      {whyNot === null ? (
        <GestureForm
          gesture="confirmer"
          target={id}
          idempotencyKey={last ?? `${form.idempotencyKey}.${id}`}
          isCodeAsked={form.isCodeAsked}
          submit={
            <>
              Confirmer ce retour<span className="visually-hidden">, {typeset(nameOf(platform))}</span>
            </>
          }
        />
      ) : (
        <p className="why-not">{notSecondWords[whyNot]}</p>
      )}
    </li>
  );
};
