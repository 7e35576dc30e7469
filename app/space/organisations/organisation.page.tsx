import { Link } from '@remix-run/react';
import type { OrganisationRecord } from '#server/contract/directory-edits';
import { ORGANISATION_KINDS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { PageBody } from '../../ui/page-body';
import { organisationKindWords } from '../../words/organisations';
import { professionWords } from '../../words/professions';
import { type Entry, professionsServed } from '../../words/space-directory';
import { fieldWords, formWords } from '../../words/space-form';
import { organisationsWords, organisationWords } from '../../words/space-organisations';
import { capital, typeset } from '../../words/typography';
import { ChangedMeanwhile } from '../form/changed-meanwhile';
import { CheckList, SelectField, TextArea, TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { DoneNote } from '../form/notes';
import { isStale, type Ready, sendingFor } from '../form/sending';
import type { Refusal } from '../form/typed';

export type Scope = Pick<OrganisationRecord, 'name' | 'professions' | 'platforms' | 'mutuelles'>;

export const organisationEntries = ({ name, professions, platforms, mutuelles }: Scope): Entry[] => [
  { label: fieldWords.name, text: name },
  { label: fieldWords.professions, text: professionsServed(professions ?? []) },
  { label: fieldWords.platforms, text: platforms.join(', ') || 'rien' },
  { label: fieldWords.mutuelles, text: mutuelles.join(', ') || 'rien' },
];

/** What was typed of it, or with `lu-` what had been read before typing. */
export const typedOrganisation = ({ typed }: Refusal, prefix: '' | 'lu-' = ''): Scope => ({
  name: typed[`${prefix}nom`]?.[0] ?? '',
  professions: PROFESSIONS.filter((profession) => typed[`${prefix}professions`]?.includes(profession)),
  platforms: typed[`${prefix}plateformes`] ?? [],
  mutuelles: (typed[`${prefix}mutuelles`]?.[0] ?? '').split(/\r?\n/).filter((line) => line.trim() !== ''),
});

/** What its form changes: as read, or as it is in force when somebody changed it meanwhile. */
export const organisationRead = (refused: Refusal | null, organisation: Scope): Scope => {
  if (!refused) return organisation;
  return isStale(refused.problem) ? (refused.problem.current as Scope) : typedOrganisation(refused, 'lu-');
};

/** Carries what was read, so that a change made meanwhile is not taken for one's own. */
export const OrganisationReadFields = ({ read }: { read: Scope }) => (
  <>
    <input type="hidden" name="lu-nom" value={read.name} />
    {(read.professions ?? []).map((profession) => (
      <input key={profession} type="hidden" name="lu-professions" value={profession} />
    ))}
    {read.platforms.map((platform) => (
      <input key={platform} type="hidden" name="lu-plateformes" value={platform} />
    ))}
    <input type="hidden" name="lu-mutuelles" value={read.mutuelles.join('\n')} />
  </>
);

export type OrganisationFormProps = {
  organisation: OrganisationRecord | null;
  platforms: readonly { id: string; name: string }[];
  refused: Refusal | null;
  ready: Ready;
};

const KINDS = ORGANISATION_KINDS.map((value) => ({ value, label: capital(organisationKindWords[value]) }));
const PROFESSION_OPTIONS = PROFESSIONS.map((value) => ({ value, label: professionWords[value].name }));

export const OrganisationForm = ({ organisation, platforms, refused, ready }: OrganisationFormProps) => {
  const sending = sendingFor(refused, ready, organisation?.etag ?? null);
  const { problem } = sending;
  const read = organisation && organisationRead(refused, organisation);
  const ticked = (name: string, read: readonly string[]) => (refused ? (refused.typed[name] ?? []) : read);
  return (
    <SpaceForm {...sending} submit={organisation ? formWords.save : organisationWords.add}>
      {read && <OrganisationReadFields read={read} />}
      {refused && read && isStale(problem) && (
        <ChangedMeanwhile
          read={organisationEntries(typedOrganisation(refused, 'lu-'))}
          now={organisationEntries(read)}
          typed={organisationEntries(typedOrganisation(refused))}
        />
      )}
      {organisation ? (
        <input type="hidden" name="sorte" value={organisation.kind} />
      ) : (
        <div className="fields">
          <TextField
            label={organisationWords.id}
            name="identifiant"
            hint={organisationWords.idHint}
            of="/id"
            required
          />
          <SelectField label={fieldWords.kind} name="sorte" of="/kind" options={KINDS} />
        </div>
      )}
      <TextField label={fieldWords.name} name="nom" defaultValue={organisation?.name} of="/name" required />
      <CheckList
        legend={fieldWords.professions}
        name="professions"
        options={PROFESSION_OPTIONS}
        checked={ticked('professions', organisation?.professions ?? [])}
        hint={organisationWords.professionsHint}
        of="/professions"
      />
      <CheckList
        legend={fieldWords.platforms}
        name="plateformes"
        options={platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
        checked={ticked('plateformes', organisation?.platforms ?? [])}
        hint={organisationWords.platformsHint}
        of="/platforms"
      />
      <TextArea
        label={fieldWords.mutuelles}
        name="mutuelles"
        defaultValue={organisation?.mutuelles.join('\n')}
        hint={organisationWords.mutuellesHint}
        of="/mutuelles"
      />
    </SpaceForm>
  );
};

/** `organisation` null: a new one. */
export const OrganisationPage = ({ said, ...form }: OrganisationFormProps & { said: string | null }) => {
  const { organisation } = form;
  return (
    <PageBody
      isWide
      title={organisation ? typeset(organisation.name) : organisationWords.newTitle}
      beside={
        organisation
          ? organisationWords.kindAndId(organisation.kind, organisation.id)
          : organisationWords.lead
      }
      above={<Link to="/espace/organisations">{organisationsWords.title}</Link>}
    >
      <DoneNote said={said} />
      {organisation && (
        <p className="small">
          <Link to={`/espace/organisations/${organisation.id}/connexion`}>
            {organisationWords.providerLink}
          </Link>
        </p>
      )}
      <OrganisationForm {...form} />
    </PageBody>
  );
};
