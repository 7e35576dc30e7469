import type { Organisation } from '../facts/directory';
import { DAY } from '../facts/intervals';
import { accept, type Result, refuse } from '../facts/result';
import type { KeyAction, KeyKind } from '../facts/vocabulary';
import { reachOf } from './scope';

/** What a key may be made for, and how long it serves. */

/** A key serves this long unless its maker says otherwise. */
export const KEY_LASTS = 90 * DAY;
export const KEY_LASTS_AT_MOST = 365 * DAY;
/** Its owner is told that long before the end, in time to make another. */
export const KEY_ENDS_SOON = 14 * DAY;

export type KeyTerms = {
  kind: KeyKind;
  actions: readonly KeyAction[];
  /** Null: all that its organisation may write on. */
  platforms: readonly string[] | null;
  expiresAt: Date;
};

export type TermsRefusal =
  | { field: 'actions'; rule: 'no-action' | 'measures-only' | 'never-done'; lacks: readonly string[] }
  | { field: 'platforms'; rule: 'no-platform' | 'foreign-platforms'; lacks: readonly string[] }
  | { field: 'expiresAt'; rule: 'already-over' | 'too-far' };

/** A key is never made for more than its organisation does on the day: later it does less if its organisation does. */
export const acceptTerms = (
  organisation: Organisation,
  terms: KeyTerms,
  now: Date,
): Result<KeyTerms, TermsRefusal> => {
  const { kind, actions, platforms, expiresAt } = terms;
  if (expiresAt <= now) return refuse({ field: 'expiresAt', rule: 'already-over' });
  if (+expiresAt - +now > KEY_LASTS_AT_MOST) return refuse({ field: 'expiresAt', rule: 'too-far' });
  if (kind === 'probe' && actions.length > 0)
    return refuse({ field: 'actions', rule: 'measures-only', lacks: actions });
  if (kind === 'writer' && actions.length === 0)
    return refuse({ field: 'actions', rule: 'no-action', lacks: [] });
  const never = actions.filter((action) => reachOf(organisation, 'author', action) === null);
  if (never.length > 0) return refuse({ field: 'actions', rule: 'never-done', lacks: never });
  if (platforms?.length === 0) return refuse({ field: 'platforms', rule: 'no-platform', lacks: [] });
  const foreign =
    organisation.kind === 'operator'
      ? (platforms ?? []).filter((id) => !organisation.platforms.includes(id))
      : [];
  return foreign.length > 0
    ? refuse({ field: 'platforms', rule: 'foreign-platforms', lacks: foreign })
    : accept(terms);
};
