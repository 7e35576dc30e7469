import { HOUR } from './intervals';
import type { Flow, FollowedKind, Profession } from './vocabulary';

/** Neither mutuelle nor platform: all of the profession. `flows` narrows what is told of platforms; none: all. */
export type Follow = {
  profession: Profession;
  mutuelles: readonly string[];
  platforms: readonly string[];
  flows: readonly Flow[];
  kinds: readonly FollowedKind[];
};

/** Why nothing more is sent: `unreachable` for days, or `refused` by who takes the messages. */
export const SUSPENSIONS = ['unreachable', 'refused'] as const;
export type Suspension = (typeof SUSPENSIONS)[number];

/** Whom something that turned concerns, in one profession. `isForAll`: everybody of it. `flows`: of its platforms; none: any. */
export type Reach = {
  kind: FollowedKind;
  profession: Profession;
  isForAll: boolean;
  mutuelles: readonly string[];
  platforms: readonly string[];
  flows: readonly Flow[];
};

/** Whether whoever follows this is told of that; `db/fan-outs.ts` asks the same of all who follow, at once. */
export const concerns = (follow: Follow, reach: Reach): boolean =>
  follow.profession === reach.profession &&
  follow.kinds.includes(reach.kind) &&
  (reach.isForAll ||
    (follow.mutuelles.length === 0 && follow.platforms.length === 0) ||
    meet(follow.mutuelles, reach.mutuelles) ||
    (meet(follow.platforms, reach.platforms) && isOfFlows(follow.flows, reach.flows)));

const isOfFlows = (followed: readonly Flow[], turned: readonly Flow[]): boolean =>
  followed.length === 0 || turned.length === 0 || meet(followed, turned);

const meet = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((each) => others.includes(each));
/** An address that has not answered by then is forgotten. */
export const CONFIRMATION_LASTS = 48 * HOUR;

type Most = { follows: number; mutuelles: number };

/** What is followed once this is asked for too: nothing twice, and past what one may follow the oldest gives way. */
export const addFollows = (held: readonly Follow[], asked: readonly Follow[], most: Most): Follow[] => {
  const known = new Set(asked.map(keyOf));
  const all = distinct([...held.filter((each) => !known.has(keyOf(each))), ...asked]);
  while (all.length > most.follows || mutuellesOf(all) > most.mutuelles) all.shift();
  return all;
};

/** The same once, however its lists are ordered. */
export const distinct = (follows: readonly Follow[]): Follow[] => [
  ...new Map(follows.map((each) => [keyOf(each), each])).values(),
];

const keyOf = ({ profession, ...lists }: Follow): string =>
  JSON.stringify([
    profession,
    [lists.mutuelles, lists.platforms, lists.flows, lists.kinds].map((each) => [...each].sort()),
  ]);

const mutuellesOf = (follows: readonly Follow[]): number =>
  follows.reduce((sum, { mutuelles }) => sum + mutuelles.length, 0);
