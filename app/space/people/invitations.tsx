import { ROLES } from '#server/domain/facts/vocabulary';
import { Moment } from '../../ui/moment';
import { Section } from '../../ui/page-body';
import { longInstant } from '../../words/instants';
import { roleWords } from '../../words/space-keys';
import { invitingWords } from '../../words/space-people';
import { capital, typeset } from '../../words/typography';
import { ActionForm, FoldedAction } from '../form/action-form';
import { SelectField, TextField } from '../form/fields';
import { ProblemNote } from '../form/refusals';
import { isOf } from '../form/typed';
import type { PeopleData } from './people-data';

type InviteFormProps = Pick<PeopleData, 'isDesk' | 'organisations' | 'isCodeAsked' | 'refused'>;

/** A link to hand over: nobody comes in otherwise. */
export const InviteForm = ({ isDesk, organisations, isCodeAsked, refused }: InviteFormProps) => {
  const last = isOf(refused, 'inviter') ? refused : null;
  return (
    <Section id="inviter" title={invitingWords.title}>
      <ProblemNote problem={last?.problem ?? null} />
      <ActionForm
        action="inviter"
        own={last}
        isCodeAsked={isCodeAsked}
        submit={invitingWords.makeLink}
        isMain
      >
        <TextField
          label={invitingWords.email}
          name="adresse"
          of="/email"
          type="email"
          autoComplete="off"
          required
        />
        {isDesk && (
          <SelectField
            label={invitingWords.organisation}
            name="organisation"
            of="/organisation"
            options={organisations
              .filter(({ kind }) => kind !== 'press' && kind !== 'authority')
              .map(({ id, name, kind }) => ({
                value: kind === 'desk' ? `${id} desk` : id,
                label: typeset(name),
              }))}
          />
        )}
        <SelectField
          label={invitingWords.role}
          name="role"
          of="/role"
          options={ROLES.filter((role) => role !== 'desk').map((role) => ({
            value: role,
            label: invitingWords.roleOption(role),
          }))}
          defaultValue="author"
          hint={isDesk ? invitingWords.deskRole(roleWords.desk.word) : undefined}
        />
      </ActionForm>
      <p className="small">{invitingWords.lead}</p>
    </Section>
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
  <Section id="invitations" title={invitingWords.openTitle}>
    {invitations.length === 0 && <p className="empty">{invitingWords.noneOpen}</p>}
    <ul className="notices">
      {invitations.map(({ id, email, role, organisation, expiresAt }) => (
        <li key={id}>
          <h3>{email}</h3>
          <p>
            {capital(roleWords[role].word)}
            {isDesk && invitingWords.ofOrganisation(nameOf(organisation))}
            {invitingWords.until}
            <Moment iso={expiresAt} as={longInstant} />
          </p>
          <FoldedAction
            action="reprendre"
            target={id}
            summary={invitingWords.revoke}
            about={invitingWords.about(email)}
            isOpen={isOf(refused, 'reprendre', id)}
            isCodeAsked={isCodeAsked}
            submit={invitingWords.revokeThis}
          />
        </li>
      ))}
    </ul>
  </Section>
);
