import type { RestrictionRecord } from '#server/contract/restrictions';
import { Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { Section } from '../../ui/page-body';
import { longInstant } from '../../words/instants';
import { restrictionListWords, scopePartWords, whyNotAgreedWords } from '../../words/space-second-person';
import { ActionForm } from '../form/action-form';

/** What still waits, and suspensions: what somebody may do something about. */
export const isOpenRestriction = ({ state, mayCancel }: RestrictionRecord): boolean =>
  state === 'pending' || state === 'awaiting-second' || (state === 'in-force' && mayCancel);

type RestrictionsProps = {
  restrictions: readonly RestrictionRecord[];
  nameOf: NameOf;
  isCodeAsked: boolean;
};

/** Who asked what, when it takes effect, and how to call it off or agree to it. */
export const Restrictions = ({ restrictions, nameOf, isCodeAsked }: RestrictionsProps) => {
  const open = restrictions.filter(isOpenRestriction);
  if (open.length === 0) return null;
  return (
    <Section id="restrictions" title={restrictionListWords.title}>
      <ul className="notices due">
        {open.map((restriction) => (
          <li key={restriction.id} id={restriction.id}>
            <Restriction restriction={restriction} nameOf={nameOf} />
            <Decision restriction={restriction} isCodeAsked={isCodeAsked} />
          </li>
        ))}
      </ul>
    </Section>
  );
};

type RestrictionProps = { restriction: RestrictionRecord; nameOf: NameOf };

export const Restriction = ({ restriction, nameOf }: RestrictionProps) => {
  const { action, name, by, askedAt, reason, scope } = restriction;
  return (
    <>
      <h3>{restrictionListWords.restriction(action, name)}</h3>
      <p>
        <Effect restriction={restriction} />
      </p>
      {scope && (
        <p>
          {action === 'scope-widening'
            ? restrictionListWords.more(scopePartWords(scope, nameOf))
            : restrictionListWords.less(scopePartWords(scope, nameOf))}
        </p>
      )}
      <p>
        {restrictionListWords.askedBy(by)}
        <Moment iso={askedAt} as={longInstant} />
        {reason && restrictionListWords.because(reason)}
      </p>
    </>
  );
};

const Effect = ({ restriction }: { restriction: RestrictionRecord }) => {
  const { state, takesEffectAt, cancelledAt, settledBy, cancelledBy } = restriction;
  if (state === 'awaiting-second' || takesEffectAt === null) return <b>{restrictionListWords.needsSecond}</b>;
  if (state === 'cancelled' && cancelledAt)
    return (
      <>
        {restrictionListWords.cancelledBy(cancelledBy)}
        <Moment iso={cancelledAt} as={longInstant} />
      </>
    );
  return (
    <b>
      {state === 'pending' ? restrictionListWords.willHoldFrom : restrictionListWords.holdsSince}
      <Moment iso={takesEffectAt} as={longInstant} />
      {settledBy && restrictionListWords.confirmedBy(settledBy)}
    </b>
  );
};

const Decision = ({ restriction, isCodeAsked }: { restriction: RestrictionRecord; isCodeAsked: boolean }) => {
  const { id, action, name, state, whyNot, mayCancel } = restriction;
  const isWaiting = state === 'pending' || state === 'awaiting-second';
  const which = restrictionListWords.which(action, name);
  const why = whyNot && whyNotAgreedWords(whyNot);
  return (
    <>
      {why && <p className="why-not">{why}</p>}
      {mayCancel && (
        <ActionForm
          action="annuler-demande"
          target={id}
          isCodeAsked={isCodeAsked}
          submit={isWaiting ? restrictionListWords.cancel : restrictionListWords.liftSuspension}
          which={which}
        />
      )}
      {isWaiting && whyNot === null && (
        <ActionForm
          action="confirmer-demande"
          target={id}
          isCodeAsked={isCodeAsked}
          submit={restrictionListWords.confirmNow}
          which={which}
        />
      )}
    </>
  );
};
