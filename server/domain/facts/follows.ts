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
