import { longInstant } from '../../words/fr/instants';
import { roleWords } from '../../words/fr/space-roles';
import { capital, fr, typeset } from '../../words/fr/typography';
import { Moment } from '../moment';
import { FoldedGesture } from './gesture-form';
import type { PeopleTold } from './people-told';
import { isOf } from './typed';

type OpenInvitationsProps = Pick<PeopleTold, 'invitations' | 'isDesk' | 'nameOf' | 'isCodeAsked' | 'refused'>;

export const OpenInvitations = ({
  invitations,
  isDesk,
  nameOf,
  isCodeAsked,
  refused,
}: OpenInvitationsProps) => (
  <section className="part" aria-labelledby="invitations">
    <h2 id="invitations">Invitations ouvertes</h2>
    {invitations.length === 0 && <p className="empty">{fr`Aucune n'attend de réponse.`}</p>}
    <ul className="notices">
      {invitations.map(({ id, email, role, organisation, expiresAt }) => (
        <li key={id}>
          <h3>{email}</h3>
          <p>
            {capital(roleWords[role].word)}
            {isDesk && fr`, ${typeset(nameOf(organisation))}`}
            {fr` · jusqu'au `}
            <Moment iso={expiresAt} as={longInstant} />
          </p>
          <FoldedGesture
            gesture="reprendre"
            target={id}
            summary="Reprendre"
            about={`l’invitation de ${email}`}
            isOpen={isOf(refused, 'reprendre', id)}
            isCodeAsked={isCodeAsked}
            submit="Reprendre cette invitation"
          />
        </li>
      ))}
    </ul>
  </section>
);
