import type { Platform } from '../facts/directory';
import type { ProbeKind } from '../facts/vocabulary';
import { type NotIndependent, notIndependent, type Person } from './independence';

/**
 * Which measures may bear witness to a return: what they are, where they look, and who answers for them. It is asked
 * once, when the return is accepted, and what it says is kept with the return (`Series.witnessOf`). Measures are never
 * exported: a return that is imported has none as its witness, whatever is measured here, and waits for a day without
 * contradiction or for another voice.
 */

/** A source of measures as this rule sees it. */
export type Measure = {
  kind: ProbeKind;
  /** Whose key pushes; null for what we run. */
  organisation: string | null;
  /** The newest of: the source made, its key made, its definition in force given. */
  definedAt: Date;
  /** When that definition was approved by a second person; null: it was not. */
  approvedAt: Date | null;
  /** Since when it runs, as it does now; null: it does not. */
  runsSince: Date | null;
  /** All that its steps ask, as written. */
  hosts: readonly string[];
  /** Whoever defined, changed, approved or turned it on, and holds its key. */
  owners: readonly Person[];
};

/** A return as it is accepted. `by`: in whose name. `touchedAt`: when a source of that flow was last changed or stopped. */
export type Returned = {
  speaker: Person;
  by: string;
  now: Date;
  outageSince: Date;
  touchedAt: Date | null;
};

type NeverWitness = 'heartbeat' | 'not-approved' | 'unknown-host';
export type NotWitness =
  | NeverWitness
  | 'not-running'
  | 'own-organisation'
  | 'since-outage'
  | 'touched-since-outage'
  | 'without-owner'
  | NotIndependent;

/** Why a source could never bear witness, as it stands; null: to some return it may. */
export const neverWitness = (
  { kind, approvedAt, hosts }: Pick<Measure, 'kind' | 'approvedAt' | 'hosts'>,
  known: readonly string[],
): NeverWitness | null => {
  // It says only that whoever holds its address is alive.
  if (kind === 'heartbeat') return 'heartbeat';
  if (approvedAt === null) return 'not-approved';
  return hosts.every((host) => isKnownHost(host, known)) ? null : 'unknown-host';
};

/** Why a source bears no witness to a return; null: it does. `known`: the hosts of its platform. */
export const notWitness = (measure: Measure, said: Returned, known: readonly string[]): NotWitness | null => {
  const never = neverWitness(measure, known);
  if (never) return never;
  const { approvedAt, definedAt, runsSince, organisation, owners } = measure;
  if (runsSince === null) return 'not-running';
  if (organisation !== null && [said.by, said.speaker.organisation].includes(organisation))
    return 'own-organisation';
  const stands = [definedAt, approvedAt, runsSince];
  if (stands.some((instant) => instant === null || instant >= said.outageSince)) return 'since-outage';
  // What contradicted may just have been silenced.
  if (said.touchedAt && said.touchedAt >= said.outageSince) return 'touched-since-outage';
  if (owners.length === 0) return 'without-owner';
  return firstDependence(said.speaker, owners, said);
};

/** Why somebody is no second person to those who defined a source; null: it is, and may approve it. */
export const notApprover = (person: Person, definers: readonly Person[], now: Date): NotIndependent | null =>
  firstDependence(person, definers, { now, outageSince: null });

const firstDependence = (
  person: Person,
  others: readonly Person[],
  { now, outageSince }: { now: Date; outageSince: Date | null },
): NotIndependent | null => {
  for (const other of others) {
    const why = notIndependent(person, other, { now, outageSince });
    if (why) return why;
  }
  return null;
};

/**
 * The hosts of a platform, as its directory entry lists them; one that lists none has those of its addresses: pages, an
 * e-mail is nobody's door.
 */
export const knownHostsOf = ({
  hosts,
  website,
  professionalPortal,
  contacts,
}: Pick<Platform, 'hosts' | 'website' | 'professionalPortal' | 'contacts'>): string[] => {
  if (hosts.length > 0) return hosts.map((host) => host.toLowerCase());
  const addresses = [website, professionalPortal, ...contacts.map(({ value }) => value)];
  return [...new Set(addresses.flatMap((address) => (address === null ? [] : (hostOf(address) ?? []))))];
};

/** Without the machinery of URLs, which the core does not know: scheme, anybody's name and password, port left out. */
const hostOf = (address: string): string | null =>
  /^https?:\/\/(?:[^/?#\\@]*@)?([a-z0-9.-]+)(?::\d+)?(?:[/?#]|$)/i.exec(address.trim())?.[1]?.toLowerCase() ??
  null;

/**
 * Suffixes under which anybody may have a name, beside those of one label: a site kept there vouches for itself alone.
 * The list is short because a platform's site is elsewhere; a suffix that it lacks is what the second person is for.
 */
const SHARED_SUFFIXES = [
  ...['gouv.fr', 'asso.fr', 'com.fr', 'nom.fr', 'prd.fr', 'tm.fr', 'co.uk', 'eu.org', 'eu.com'],
  ...['github.io', 'gitlab.io', 'pages.dev', 'workers.dev', 'netlify.app', 'vercel.app', 'web.app'],
  ...['herokuapp.com', 'azurewebsites.net', 'cloudapp.net', 'cloudfront.net', 'amazonaws.com'],
  ...['appspot.com', 'firebaseapp.com', 'blogspot.com', 'wordpress.com', 'wixsite.com', 'webflow.io'],
  ...[
    'ovh.net',
    'scalingo.io',
    'osc-fr1.scalingo.io',
    'cleverapps.io',
    'scw.cloud',
    'free.fr',
    'sharepoint.com',
  ],
];

/** A known host, its twin with or without « www. », or a name below it. */
export const isKnownHost = (host: string, known: readonly string[]): boolean => {
  const asked = plain(host);
  return known.map(plain).some((own) => asked === own || (isOwnDomain(own) && asked.endsWith(`.${own}`)));
};

const plain = (host: string): string =>
  host
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^www\./, '');

/** Numbers are an address, whose endings say nothing. */
const isOwnDomain = (host: string): boolean =>
  host.includes('.') && !/^[\d.]+$/.test(host) && !SHARED_SUFFIXES.includes(host);
