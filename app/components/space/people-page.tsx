import { longInstant } from '../../words/fr/instants';
import { peopleDoneWords } from '../../words/fr/space-done';
import { restrictionDoneWords } from '../../words/fr/space-restrictions';
import { fr, typeset } from '../../words/fr/typography';
import { Moment } from '../moment';
import { DoneNote } from './done-note';
import { InviteForm } from './invite-form';
import { OpenInvitations } from './open-invitations';
import { People } from './people';
import type { PeopleTold } from './people-told';
import { ProblemNote } from './problem-note';
import { RenewalForm } from './renewal-form';
import { Restrictions } from './restrictions';
import { ShownOnce } from './shown-once';
import { isOf } from './typed';

export const PeoplePage = ({ done, made, ...page }: PeopleTold) => {
  const { refused, isDesk, own, nameOf } = page;
  const told = { ...page, isCodeAsked: page.isCodeAsked || refused?.needs === 'step-up' };
  return (
    <main className="page" id="contenu">
      <div className="title">
        <h1>Personnes</h1>
        <p>{isDesk ? 'De toutes les organisations' : typeset(nameOf(own))}</p>
      </div>
      {!isOf(refused, 'inviter') && <ProblemNote problem={refused?.problem ?? null} />}
      {refused === null && (
        <DoneNote said={peopleDoneWords.get(done ?? '') ?? restrictionDoneWords.get(done ?? '') ?? null} />
      )}
      {made && (
        <ShownOnce
          title={fr`Invitation faite pour ${made.email}`}
          label="Lien à remettre"
          value={made.address}
        >
          <p className="small">
            {fr`Copiez-le maintenant : il ne sera plus montré. Remettez-le à cette personne seulement ; il sert une fois, jusqu'au `}
            <Moment iso={made.expiresAt} as={longInstant} />.
          </p>
        </ShownOnce>
      )}
      <Restrictions
        restrictions={page.restrictions.filter(({ action }) => action.startsWith('account-'))}
        nameOf={nameOf}
        isCodeAsked={told.isCodeAsked}
      />
      <People {...told} />
      <OpenInvitations {...told} />
      <RenewalForm {...told} />
      <InviteForm key={made?.address} {...told} />
    </main>
  );
};
