import { Link } from '@remix-run/react';
import type { Due } from '#server/contract/space';
import { ago, longInstant } from '../../words/fr/instants';
import { requestWords } from '../../words/fr/space-requests';
import { notSecondWords, saidSentence } from '../../words/fr/space-second-person';
import { fr, typeset } from '../../words/fr/typography';
import { Moment } from '../moment';
import { GestureForm } from './gesture-form';
import { isOf, lastTyped } from './typed';
import type { WaitingProps } from './waiting-return';

type WaitingRequestProps = WaitingProps & { waiting: Due['requests'][number] };

/** A closing or a retraction that one person asked. */
export const WaitingRequest = ({ waiting, nameOf, at, ...form }: WaitingRequestProps) => {
  const { id, action, by, askedAt, statement, title, reason } = waiting;
  return (
    <li id={id}>
      <h3>
        {requestWords[action].title}
        {title && fr` : ${typeset(title)}`}
      </h3>
      {statement && (
        <p>
          {typeset(nameOf(statement.platform))}, {saidSentence(statement)}
        </p>
      )}
      {statement?.text && <blockquote>{fr`« ${typeset(statement.text)} »`}</blockquote>}
      <p>
        {fr`Demandé par ${by}, le `}
        <Moment iso={askedAt} as={longInstant} /> ({ago(askedAt, at)})
      </p>
      {reason && <p>{fr`Motif : ${typeset(reason)}`}</p>}
      <Agreement waiting={waiting} {...form} />
    </li>
  );
};

const Agreement = ({
  waiting,
  idempotencyKey,
  isCodeAsked,
  refused,
}: Omit<WaitingRequestProps, 'nameOf' | 'at'>) => {
  const { action, target, whyNot, reason } = waiting;
  if (whyNot !== null) return <p className="why-not">{notSecondWords[whyNot]}</p>;
  const { submit } = requestWords[action];
  if (action === 'closing')
    return (
      <Link className="button" to={`/espace/incidents/${target}`}>
        {submit}
      </Link>
    );
  const last = isOf(refused, 'retirer', target) ? lastTyped(refused, 'cle') : undefined;
  return (
    <GestureForm
      gesture="retirer"
      target={target}
      idempotencyKey={last ?? `${idempotencyKey}.${target}`}
      isCodeAsked={isCodeAsked}
      submit={submit}
    >
      <input type="hidden" name="motif" value={reason ?? ''} />
    </GestureForm>
  );
};
