import type { Organisation } from '#server/domain/facts/directory';
import type { Role } from '#server/domain/facts/vocabulary';
import type { Person } from '#server/domain/speakers/independence';
import { anOrganisation, aPlatform, directoryWith } from '../builders';

/** The small world that one person tries: a platform, who speaks of it, and the accounts that are there from the start. */

export const PLATFORM = 'p';
export const FLOW = 'carte';
export const PROFESSION = 'optician';
/** Where a probe may look to bear witness, and where not. */
export const HOSTS = { known: 'p.example', foreign: 'elsewhere.example' };

export const ORGANISATIONS = {
  operator: anOrganisation({ id: 'operator', kind: 'operator', platforms: [PLATFORM] }),
  union: anOrganisation({ id: 'union', kind: 'union', professions: [PROFESSION] }),
  desk: anOrganisation({ id: 'desk', kind: 'desk' }),
  herald: anOrganisation({ id: 'herald', kind: 'press' }),
  ministry: anOrganisation({ id: 'ministry', kind: 'authority' }),
} satisfies Record<string, Organisation>;
export type Home = 'operator' | 'union' | 'desk';
export const HOMES: readonly Home[] = ['operator', 'union', 'desk'];

export const DIRECTORY = directoryWith({
  platforms: [
    aPlatform({ id: PLATFORM, flows: [FLOW], website: `https://${HOSTS.known}/`, professionalPortal: null }),
  ],
  organisations: Object.values(ORGANISATIONS),
});

/** An account that the person holds. */
export type Held = { person: Person; home: Home; role: Role };

/** How old the accounts are that were there before anything began, in days. */
export const OLD = 400;
