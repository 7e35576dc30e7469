import type { OrganisationKind } from '#server/domain/facts/vocabulary';

export const organisationKindWords: Record<OrganisationKind, string> = {
  operator: 'opérateur',
  union: 'syndicat',
  mutuelle: 'mutuelle',
  authority: 'autorité',
  press: 'presse',
  desk: 'régulation',
};
