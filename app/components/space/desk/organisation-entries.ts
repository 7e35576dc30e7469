import type { OrganisationRecord } from '#server/contract/directory-edits';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { type Entry, professionsServed } from '../../../words/fr/space-directory';
import type { Refusal } from '../typed';
import { isStale } from './sending';

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
