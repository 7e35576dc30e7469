import { Link } from '@remix-run/react';
import type { Due } from '#server/contract/space';
import { Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { PageBody, Section } from '../../ui/page-body';
import { ago, longInstant, since } from '../../words/instants';
import {
  confirmationDoneWords,
  confirmationWords,
  notSecondWords,
  requestWords,
  restrictionDoneWords,
  saidSentence,
} from '../../words/space-second-person';
import { fr, quoted, typeset } from '../../words/typography';
import { ActionForm } from '../form/action-form';
import { DoneNote } from '../form/notes';
import { ProblemNote } from '../form/refusals';
import { isOf, lastTyped, type Refusal } from '../form/typed';
import { Restrictions } from '../people/restrictions';
import { FirstWeek } from './first-week';

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
      {text && <blockquote>{quoted(text)}</blockquote>}
      <p>
        {confirmationWords.saidBy(name)}
        {author && fr`, ${author}`}
        {confirmationWords.on}
        <Moment iso={recordedAt} as={longInstant} /> ({ago(recordedAt, at)})
      </p>
      {whyNot === null ? (
        <ActionForm
          action="confirmer"
          target={id}
          idempotencyKey={last ?? `${form.idempotencyKey}.${id}`}
          isCodeAsked={form.isCodeAsked}
          submit={confirmationWords.confirm}
          which={`, ${typeset(nameOf(platform))}`}
        />
      ) : (
        <p className="why-not">{notSecondWords[whyNot]}</p>
      )}
    </li>
  );
};

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
      {statement?.text && <blockquote>{quoted(statement.text)}</blockquote>}
      <p>
        {confirmationWords.askedBy(by)}
        <Moment iso={askedAt} as={longInstant} /> ({ago(askedAt, at)})
      </p>
      {reason && <p>{confirmationWords.reason(reason)}</p>}
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
    <ActionForm
      action="retirer"
      target={target}
      idempotencyKey={last ?? `${idempotencyKey}.${target}`}
      isCodeAsked={isCodeAsked}
      submit={submit}
    >
      <input type="hidden" name="motif" value={reason ?? ''} />
    </ActionForm>
  );
};

type ConfirmationsPageProps = Pick<Due, 'returns' | 'requests' | 'restrictions' | 'firstWeek' | 'at'> & {
  nameOf: NameOf;
  /** One a page; each form makes its own of it. */
  idempotencyKey: string;
  isCodeAsked: boolean;
  done: string | null;
  refused: Refusal | null;
};

export const ConfirmationsPage = ({
  returns,
  requests,
  restrictions,
  firstWeek,
  done,
  refused,
  ...page
}: ConfirmationsPageProps) => {
  const waiting = { ...page, refused, isCodeAsked: page.isCodeAsked || refused?.needs === 'step-up' };
  return (
    <PageBody title={confirmationWords.title}>
      <ProblemNote problem={refused?.problem ?? null} />
      {refused === null && (
        <DoneNote
          said={confirmationDoneWords.get(done ?? '') ?? restrictionDoneWords.get(done ?? '') ?? null}
        />
      )}
      <p className="lead">{confirmationWords.lead}</p>
      <p className="hint">{confirmationWords.who}</p>
      <FirstWeek firstWeek={firstWeek} />
      <Section id="retours" title={confirmationWords.returns}>
        {returns.length === 0 && <p className="empty">{confirmationWords.noReturn}</p>}
        <ul className="notices due">
          {returns.map((each) => (
            <WaitingReturn key={each.id} waiting={each} {...waiting} />
          ))}
        </ul>
      </Section>
      <Section id="demandes" title={confirmationWords.requests}>
        {requests.length === 0 && <p className="empty">{confirmationWords.noRequest}</p>}
        <ul className="notices due">
          {requests.map((each) => (
            <WaitingRequest key={each.id} waiting={each} {...waiting} />
          ))}
        </ul>
      </Section>
      <Restrictions restrictions={restrictions} nameOf={waiting.nameOf} isCodeAsked={waiting.isCodeAsked} />
    </PageBody>
  );
};
