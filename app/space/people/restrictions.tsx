import type { RestrictionRecord } from '#server/contract/restrictions';
import { Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { longInstant } from '../../words/instants';
import { restrictionWords, scopePartWords, whyNotAgreedWords } from '../../words/space-restrictions';
import { fr, typeset } from '../../words/typography';
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
    <section className="part" aria-labelledby="restrictions">
      <h2 id="restrictions">Demandes en attente, et suspensions</h2>
      <ul className="notices due">
        {open.map((restriction) => (
          <li key={restriction.id} id={restriction.id}>
            <Restriction restriction={restriction} nameOf={nameOf} />
            <Decision restriction={restriction} isCodeAsked={isCodeAsked} />
          </li>
        ))}
      </ul>
    </section>
  );
};

type RestrictionProps = { restriction: RestrictionRecord; nameOf: NameOf };

export const Restriction = ({ restriction, nameOf }: RestrictionProps) => {
  const { action, name, by, askedAt, reason, scope } = restriction;
  return (
    <>
      <h3>{fr`${restrictionWords[action]} : ${typeset(name)}`}</h3>
      <p>
        <Effect restriction={restriction} />
      </p>
      {scope && (
        <p>
          {action === 'scope-widening'
            ? fr`En plus : ${scopePartWords(scope, nameOf)}`
            : fr`En moins : ${scopePartWords(scope, nameOf)}`}
        </p>
      )}
      <p>
        {fr`Demandé par ${typeset(by)}, le `}
        <Moment iso={askedAt} as={longInstant} />
        {reason && fr`. Motif : ${typeset(reason)}`}
      </p>
    </>
  );
};

const Effect = ({ restriction }: { restriction: RestrictionRecord }) => {
  const { state, takesEffectAt, cancelledAt, settledBy, cancelledBy } = restriction;
  if (state === 'awaiting-second' || takesEffectAt === null)
    return <b>{fr`Ne vaut pas encore : il faut une deuxième personne.`}</b>;
  if (state === 'cancelled' && cancelledAt)
    return (
      <>
        {fr`Annulé par ${typeset(cancelledBy ?? 'qui tient la machine')}, le `}
        <Moment iso={cancelledAt} as={longInstant} />
      </>
    );
  return (
    <b>
      {state === 'pending' ? 'Vaudra à partir du ' : 'Vaut depuis le '}
      <Moment iso={takesEffectAt} as={longInstant} />
      {settledBy && fr`, confirmé par ${typeset(settledBy)}`}
    </b>
  );
};

const Decision = ({ restriction, isCodeAsked }: { restriction: RestrictionRecord; isCodeAsked: boolean }) => {
  const { id, action, name, state, whyNot, mayCancel } = restriction;
  const isWaiting = state === 'pending' || state === 'awaiting-second';
  const about = (
    <span className="visually-hidden">{fr`, ${restrictionWords[action]} : ${typeset(name)}`}</span>
  );
  const why = whyNot && whyNotAgreedWords(whyNot);
  return (
    <>
      {why && <p className="why-not">{why}</p>}
      {mayCancel && (
        <ActionForm
          action="annuler-demande"
          target={id}
          isCodeAsked={isCodeAsked}
          submit={
            <>
              {isWaiting ? 'Annuler' : 'Lever la suspension'}
              {about}
            </>
          }
        />
      )}
      {isWaiting && whyNot === null && (
        <ActionForm
          action="confirmer-demande"
          target={id}
          isCodeAsked={isCodeAsked}
          submit={<>Confirmer maintenant{about}</>}
        />
      )}
    </>
  );
};
