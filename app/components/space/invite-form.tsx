import { ROLES } from '#server/domain/facts/vocabulary';
import { roleWords } from '../../words/fr/space-roles';
import { capital, fr, typeset } from '../../words/fr/typography';
import { SelectField, TextField } from './fields';
import { GestureForm } from './gesture-form';
import type { PeopleTold } from './people-told';
import { ProblemNote } from './problem-note';
import { isOf, lastTyped } from './typed';

type InviteFormProps = Pick<PeopleTold, 'isDesk' | 'organisations' | 'isCodeAsked' | 'refused'>;

/** A link to hand over: nobody comes in otherwise. */
export const InviteForm = ({ isDesk, organisations, isCodeAsked, refused }: InviteFormProps) => {
  const last = isOf(refused, 'inviter') ? refused : null;
  return (
    <section className="part" aria-labelledby="inviter">
      <h2 id="inviter">Inviter quelqu’un</h2>
      <ProblemNote problem={last?.problem ?? null} />
      <GestureForm gesture="inviter" isCodeAsked={isCodeAsked} submit={fr`Faire le lien d'invitation`} isMain>
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
      </GestureForm>
      <p className="small">{fr`Le lien sert une fois et vaut 72 heures. On y choisit son mot de passe, puis son second facteur.`}</p>
    </section>
  );
};
