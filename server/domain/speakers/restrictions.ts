import type { Organisation } from '../facts/directory';
import { HOUR, shift } from '../facts/intervals';
import type { RestrictionAction, RestrictionState } from '../facts/vocabulary';

/** What one person may take from others, and when it takes effect. */

/** What one person asks alone takes effect after this, so that those concerned can call it off. */
export const RESTRICTION_DELAY = HOUR;
/** Within this, one person alone touches one account. */
export const ONE_ACCOUNT_PER = HOUR;

const ON_ACCOUNTS: readonly RestrictionAction[] = ['account-closing', 'account-suspension'];
const AT_ONCE: readonly RestrictionAction[] = ['account-suspension', 'scope-widening'];

type Asked = { action: RestrictionAction; target: string };

/**
 * When what one person asks takes effect; null: not before a second person agrees. `before`: what the same person asked
 * until now, called off or not. Suspending is reversible and widening takes nothing, so both are done at once.
 */
export const takesEffectAt = (
  { action, target }: Asked,
  before: readonly (Asked & { askedAt: Date })[],
  now: Date,
): Date | null => {
  const isAnotherAccount = before.some(
    (each) =>
      ON_ACCOUNTS.includes(each.action) && each.target !== target && +now - +each.askedAt < ONE_ACCOUNT_PER,
  );
  if (ON_ACCOUNTS.includes(action) && isAnotherAccount) return null;
  return AT_ONCE.includes(action) ? now : shift(now, RESTRICTION_DELAY);
};

type Times = { takesEffectAt: Date | null; cancelledAt: Date | null };

export const restrictionState = (
  { takesEffectAt: from, cancelledAt }: Times,
  now: Date,
): RestrictionState => {
  if (cancelledAt) return 'cancelled';
  if (from === null) return 'awaiting-second';
  return now < from ? 'pending' : 'in-force';
};

/** What has not taken effect can be called off; a suspension, for as long as it lasts. */
export const isReversible = (restriction: Times & Pick<Asked, 'action'>, now: Date): boolean => {
  const state = restrictionState(restriction, now);
  if (state === 'in-force') return restriction.action === 'account-suspension';
  return state !== 'cancelled';
};

/** Whether an instant that may lie ahead has come. */
export const hasCome = (instant: Date | null, now: Date): boolean => instant !== null && instant <= now;

/** Whether an account may sign in and act: neither suspended, nor closed by now. */
export const mayAct = (
  { disabledAt, suspendedAt }: { disabledAt: Date | null; suspendedAt: Date | null },
  now: Date,
): boolean => !hasCome(disabledAt, now) && !hasCome(suspendedAt, now);

type Scope = Pick<Organisation, 'professions' | 'platforms' | 'mutuelles'>;

/** What is taken from a scope, or given to it. */
export type ScopePart = { professions: string[]; platforms: string[]; mutuelles: string[] };

const without = <T extends string>(list: readonly T[], lost: readonly string[]): T[] =>
  list.filter((each) => !lost.includes(each));

/** What `after` no longer holds of `before`; null: nothing, it is as wide or wider. */
export const lostScope = (before: Scope, after: Scope): ScopePart | null => {
  const lost = {
    professions: without(before.professions ?? [], after.professions ?? []),
    platforms: without(before.platforms, after.platforms),
    mutuelles: without(before.mutuelles, after.mutuelles),
  };
  return Object.values(lost).every((each) => each.length === 0) ? null : lost;
};

const narrowList = <T extends string>(list: readonly T[] | null, lost: readonly string[]): T[] | null =>
  list && without(list, lost);

export const scopeWithout = <S extends Scope>(scope: S, lost: ScopePart): S => ({
  ...scope,
  professions: narrowList(scope.professions, lost.professions),
  platforms: without(scope.platforms, lost.platforms),
  mutuelles: without(scope.mutuelles, lost.mutuelles),
});

const both = <T extends string>(list: readonly T[], others: readonly string[]): T[] => [
  ...new Set([...list, ...(others as readonly T[])]),
];

export const scopeWith = <S extends Scope>(scope: S, back: ScopePart): S => ({
  ...scope,
  professions:
    scope.professions === null && back.professions.length === 0
      ? null
      : both(scope.professions ?? [], back.professions),
  platforms: both(scope.platforms, back.platforms),
  mutuelles: both(scope.mutuelles, back.mutuelles),
});
