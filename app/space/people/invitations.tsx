import { ROLES } from '#server/domain/facts/vocabulary';
import { Moment } from '../../ui/moment';
import { longInstant } from '../../words/instants';
import { roleWords } from '../../words/space-keys';
import { capital, fr, typeset } from '../../words/typography';
import { ActionForm, FoldedAction } from '../form/action-form';
import { SelectField, TextField } from '../form/fields';
import { ProblemNote } from '../form/refusals';
import { isOf, lastTyped } from '../form/typed';
import type { PeopleData } from './people-data';

type InviteFormProps = Pick<PeopleData, 'isDesk' | 'organisations' | 'isCodeAsked' | 'refused'>;

/** A link to hand over: nobody comes in otherwise. */
export const InviteForm = ({ isDesk, organisations, isCodeAsked, refused }: InviteFormProps) => {
  const last = isOf(refused, 'inviter') ? refused : null;
  return (
    <section className="part" aria-labelledby="inviter">
      <h2 id="inviter">Inviter quelqu’un</h2>
      <ProblemNote problem={last?.problem ?? null} />
      <ActionForm action="inviter" isCodeAsked={isCodeAsked} submit={fr`Faire le lien d'invitation`} isMain>
        <TextField
          label="Son adresse électronique"
          name="adresse"
          type="email"
          autoComplete="off"
          defaultValue={lastTyped(last, 'adresse')}
          required
        />
        {isDesk && (
          <SelectField
            label="Son organisation"
            name="organisation"
            options={organisations
              .filter(({ kind }) => kind !== 'press' && kind !== 'authority')
              .map(({ id, name, kind }) => ({
                value: kind === 'desk' ? `${id} desk` : id,
                label: typeset(name),
              }))}
            defaultValue={lastTyped(last, 'organisation')}
          />
        )}
        <SelectField
          label="Son rôle"
          name="role"
          options={ROLES.filter((role) => role !== 'desk').map((role) => ({
            value: role,
            label: fr`${capital(roleWords[role].word)} : ${roleWords[role].may}`,
          }))}
          defaultValue={lastTyped(last, 'role') ?? 'author'}
          hint={isDesk ? fr`Un compte du bureau a toujours le rôle « ${roleWords.desk.word} ».` : undefined}
        />
      </ActionForm>
      <p className="small">{fr`Le lien sert une fois et vaut 72 heures. On y choisit son mot de passe, puis son second facteur.`}</p>
    </section>
  );
};

type OpenInvitationsProps = Pick<PeopleData, 'invitations' | 'isDesk' | 'nameOf' | 'isCodeAsked' | 'refused'>;

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
          <FoldedAction
            action="reprendre"
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
