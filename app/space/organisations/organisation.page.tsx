import { Link } from '@remix-run/react';
import type { OrganisationRecord } from '#server/contract/directory-edits';
import { ORGANISATION_KINDS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { organisationKindWords } from '../../words/organisations';
import { professionWords } from '../../words/professions';
import { type Entry, professionsServed } from '../../words/space-directory';
import { capital, fr, typeset } from '../../words/typography';
import { ChangedMeanwhile } from '../form/changed-meanwhile';
import { CheckList, SelectField, TextArea, TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { DoneNote } from '../form/notes';
import { faultAt, isStale, type Ready, sendingFor } from '../form/sending';
import { lastTyped, type Refusal } from '../form/typed';

export type Scope = Pick<OrganisationRecord, 'name' | 'professions' | 'platforms' | 'mutuelles'>;

export const organisationEntries = ({ name, professions, platforms, mutuelles }: Scope): Entry[] => [
  { label: 'Nom', text: name },
  { label: 'Professions', text: professionsServed(professions ?? []) },
  { label: 'Plateformes', text: platforms.join(', ') || 'rien' },
  { label: 'Mutuelles', text: mutuelles.join(', ') || 'rien' },
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

/** Carries what was read, so that a change made meanwhile can be told from one's own. */
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
  const typed = (name: string) => lastTyped(refused, name);
  const ticked = (name: string, read: readonly string[]) => (refused ? (refused.typed[name] ?? []) : read);
  return (
    <SpaceForm {...sending} submit={organisation ? 'Enregistrer' : 'Ajouter l’organisation'}>
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
            label="Identifiant"
            name="identifiant"
            defaultValue={typed('identifiant')}
            hint={fr`Minuscules sans accent, chiffres et tirets ; il ne change plus.`}
            fault={faultAt(problem, '/id')}
            required
          />
          <SelectField label="Sorte" name="sorte" options={KINDS} defaultValue={typed('sorte')} />
        </div>
      )}
      <TextField
        label="Nom"
        name="nom"
        defaultValue={typed('nom') ?? organisation?.name}
        fault={faultAt(problem, '/name')}
        required
      />
      <CheckList
        legend="Professions"
        name="professions"
        options={PROFESSION_OPTIONS}
        checked={ticked('professions', organisation?.professions ?? [])}
        hint={faultAt(problem, '/professions') ?? fr`Celles au nom desquelles un syndicat parle.`}
      />
      <CheckList
        legend="Plateformes"
        name="plateformes"
        options={platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
        checked={ticked('plateformes', organisation?.platforms ?? [])}
        hint={fr`Celles d'un opérateur.`}
      />
      <TextArea
        label="Mutuelles"
        name="mutuelles"
        defaultValue={typed('mutuelles') ?? organisation?.mutuelles.join('\n')}
        hint={fr`Celles qui parlent d'elles-mêmes par ce compte : une par ligne, son identifiant, son nom exact ou son numéro AMC.`}
        fault={faultAt(problem, '/mutuelles')}
      />
    </SpaceForm>
  );
};

/** `organisation` null: a new one. */
export const OrganisationPage = ({ said, ...form }: OrganisationFormProps & { said: string | null }) => {
  const { organisation } = form;
  return (
    <main className="page desk" id="contenu">
      <p className="small crumb-top">
        <Link to="/espace/organisations">Organisations</Link>
      </p>
      <div className="title">
        <h1>{organisation ? typeset(organisation.name) : 'Nouvelle organisation'}</h1>
        <p>
          {organisation
            ? `${organisationKindWords[organisation.kind]}, identifiant ${organisation.id}`
            : fr`Elle parle sur son périmètre, et rien d'autre. Ses comptes s'ouvrent ensuite par invitation.`}
        </p>
      </div>
      <DoneNote said={said} />
      {organisation && (
        <p className="small">
          <Link to={`/espace/organisations/${organisation.id}/connexion`}>
            {fr`Connexion par son propre fournisseur d'identité`}
          </Link>
        </p>
      )}
      <OrganisationForm {...form} />
    </main>
  );
};
