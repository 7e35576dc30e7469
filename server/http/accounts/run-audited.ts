import type { Context } from 'hono';
import { type Actor, type AuditEntry, appendAudit } from '#db/audit';
import { type Db, transact } from '#db/database';
import { type SecurityEvent, securityEvent } from '#server/accounts/security-events';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { RestrictionAction } from '#server/domain/facts/vocabulary';
import type { Deps } from '../deps';
import { askingNetwork, cameFromOf } from '../kit/network';
import { type Documented, type Refusal, refusal } from '../kit/problems';
import { withNearNow } from '../kit/suggestions';

/** `account`: whose; by default of whoever acts. */
type Notified = Pick<SecurityEvent, 'event' | 'about'> & { account?: Account | null };
type Account = { id: string; organisation: string };

/** What was done to an account, and what is answered. `security`: what people are told of it, once it is done. */
export type AuditedAct<T> = {
  value: T;
  actor: Actor;
  entries: readonly AuditEntry[];
  security?: readonly Notified[];
};

/** One transaction that holds what is done and its journal. */
export const runAudited = async <T>(
  deps: Deps,
  work: (trx: Db, now: Date) => Promise<Result<AuditedAct<T>, Refusal>>,
): Promise<Result<T, Refusal>> => {
  const now = deps.now();
  const done = await transact(deps.db, async (trx): Promise<Result<AuditedAct<T>, Refusal>> => {
    const acted = await work(trx, now);
    if (acted.ok) await appendAudit(trx, acted.value.actor, now, acted.value.entries);
    return acted;
  });
  if (!done.ok) return refuse(await withNearNow(deps, done.refusal));
  const { value, actor, security = [] } = done.value;
  const self =
    actor.account && actor.organisation ? { id: actor.account, organisation: actor.organisation } : null;
  for (const { account = self, ...event } of security)
    await securityEvent(deps, { ...event, account, by: actor.account, cameFrom: actor.cameFrom });
  return accept(value);
};

/** Tells of what was tried at an account by who is not known to be its owner. */
export const tellSecurity = (
  deps: Deps,
  c: Context,
  event: SecurityEvent['event'],
  account: Account | null,
): Promise<void> =>
  securityEvent(deps, {
    event,
    account: account && { id: account.id, organisation: account.organisation },
    cameFrom: cameFromOf(askingNetwork(deps, c)),
  });

/** Tells of what was asked of a scope or a probe, which are nobody's account, once it is on record. */
export const tellRestriction = async (
  deps: Deps,
  c: Context,
  answered: Documented,
  about: { action: RestrictionAction; target: string },
): Promise<Documented> => {
  const cameFrom = cameFromOf(askingNetwork(deps, c));
  if (answered.status === 202)
    await securityEvent(deps, { event: 'restriction-asked', account: null, cameFrom, about });
  return answered;
};

/** Nothing of an account is kept on the way. */
export const answer = (c: Context, body: object, status: 200 | 201 | 202 = 200): Documented =>
  c.json(body, status, { 'Cache-Control': 'no-store' }) as Response as Documented;

export const answered = (c: Context, done: Result<object, Refusal>, status: 200 | 201 = 200): Documented =>
  done.ok ? answer(c, done.value, status) : refusal(c, done.refusal);
