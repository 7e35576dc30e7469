import { grouped } from './grouped';
import { dayAfter, dayWithin, startOfDay } from './intervals';
import type { Confidence, Flow, OrganisationKind, PlatformKind, Profession } from './vocabulary';

/** An edge to another platform, for the flows it names, in the order of the file. */
export type Dependency = { platform: string; flows: readonly Flow[] };

export type Platform = {
  id: string;
  name: string;
  kind: PlatformKind;
  owner: string | null;
  website: string | null;
  professionalPortal: string | null;
  conventionCodes: readonly string[];
  /** null: all. */
  professions: readonly Profession[] | null;
  flows: readonly Flow[];
  dependsOn: readonly Dependency[];
  contacts: readonly {
    label: string;
    value: string;
    checkedOn: string | null;
  }[];
  sources: readonly string[];
  /** Numbers printed on every card of this operator. */
  amcNumbers: readonly string[];
  /** Where its own portals and doors live. */
  hosts: readonly string[];
};

export type Mutuelle = {
  id: string;
  name: string;
  aliases: readonly string[];
  amcNumbers: readonly string[];
  sources: readonly string[];
};

/** Where a convention is known from; `asOf` is YYYY, YYYY-MM, YYYY-MM-DD or null. */
export type Source = {
  url: string | null;
  kind: string | null;
  asOf: string | null;
  confidence: Confidence;
};

/** The end of the first Paris day a source may be of; null: it says none, or none that can be read. */
export const sourceDayEnd = ({ asOf }: Pick<Source, 'asOf'>): Date | null => {
  const day = asOf?.padEnd(10, '-01') ?? '';
  return Number.isNaN(Date.parse(day)) ? null : startOfDay(dayAfter(day));
};

/** A mutuelle is served by a platform for given professions (null: all) between two dates, `to` excluded. */
export type Convention = {
  mutuelle: string;
  platform: string;
  professions: readonly Profession[] | null;
  code: string | null;
  csr: string | null;
  from: string | null;
  to: string | null;
  source: Source;
};

/** Who speaks. `professions` null: not limited to some (never for a union). */
export type Organisation = {
  id: string;
  name: string;
  kind: OrganisationKind;
  professions: readonly Profession[] | null;
  platforms: readonly string[];
  mutuelles: readonly string[];
};

export type Directory = {
  platforms: ReadonlyMap<string, Platform>;
  mutuelles: ReadonlyMap<string, Mutuelle>;
  organisations: ReadonlyMap<string, Organisation>;
  conventionsOf: ReadonlyMap<string, readonly Convention[]>;
  conventionsAt: ReadonlyMap<string, readonly Convention[]>;
};

const byId = <T extends { id: string }>(things: readonly T[]): ReadonlyMap<string, T> =>
  new Map(things.map((thing) => [thing.id, thing]));

/** The directory as plain lists, each sorted by id; conventions are reachable by mutuelle and by platform. */
export const directoryOf = (lists: {
  platforms: readonly Platform[];
  mutuelles: readonly Mutuelle[];
  organisations: readonly Organisation[];
  conventions: readonly Convention[];
}): Directory => ({
  platforms: byId(lists.platforms),
  mutuelles: byId(lists.mutuelles),
  organisations: byId(lists.organisations),
  conventionsOf: grouped(lists.conventions, (convention) => convention.mutuelle),
  conventionsAt: grouped(lists.conventions, (convention) => convention.platform),
});

/** What a card may say of its convention; null: not given. */
export type Card = { code: string | null; csr: string | null };

export const inForce = (convention: Convention, day: string): boolean =>
  dayWithin(day, convention.from, convention.to);

export const serves = (convention: Convention, profession: Profession): boolean =>
  convention.professions === null || convention.professions.includes(profession);

const fitsCard = (convention: Convention, card: Card): boolean =>
  (card.code === null || convention.code === null || sameText(convention.code, card.code)) &&
  (card.csr === null || convention.csr === null || sameCsr(convention.csr, card.csr));

const sameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const DIGITS = /^\d+$/;

/** 003 is printed, and 3 is what is left of it once a program has read a number. */
const sameCsr = (a: string, b: string): boolean =>
  DIGITS.test(a) && DIGITS.test(b) ? Number(a) === Number(b) : sameText(a, b);

/** Conventions of one mutuelle, in force that day in Paris, for the profession and the card (RULES.md 6). */
export const conventionsFor = (
  directory: Directory,
  mutuelle: string,
  profession: Profession,
  day: string,
  card: Card,
): Convention[] => {
  return (directory.conventionsOf.get(mutuelle) ?? []).filter(
    (convention) => inForce(convention, day) && serves(convention, profession) && fitsCard(convention, card),
  );
};

/** What one may read on a card: operators and networks. */
export const isOnCards = (platform: Pick<Platform, 'kind'> | undefined): boolean =>
  platform?.kind === 'operator' || platform?.kind === 'network';

/** These platforms and all that they rest on, for this flow or for any. */
export const restedOn = (
  directory: Directory,
  platforms: readonly string[],
  flow?: Flow,
): ReadonlySet<string> => {
  const reach = new Set(platforms);
  // A set grows while it is walked: what is added is walked in its turn.
  for (const platform of reach) {
    for (const edge of directory.platforms.get(platform)?.dependsOn ?? [])
      if (flow === undefined || edge.flows.includes(flow)) reach.add(edge.platform);
  }
  return reach;
};
