import type { Context } from 'hono';
import { type Actor, appendAudit, type Deed } from '#db/audit';
import type { Db } from '#db/database';
import { transact } from '#db/transact';
import { accept, type Result } from '#server/domain/result';
import type { Deps } from '../deps';
import { type Documented, type Refusal, refusal } from '../problems';

/** What was done to an account, and what is answered. */
export type Act<T> = { value: T; actor: Actor; deeds: readonly Deed[] };

/** One transaction that holds what is done and its journal. */
export const act = <T>(
  deps: Deps,
  work: (trx: Db, now: Date) => Promise<Result<Act<T>, Refusal>>,
): Promise<Result<T, Refusal>> => {
  const now = deps.now();
  return transact(deps.db, async (trx): Promise<Result<T, Refusal>> => {
    const acted = await work(trx, now);
    if (!acted.ok) return acted;
    const { value, actor, deeds } = acted.value;
    await appendAudit(trx, actor, now, deeds);
    return accept(value);
  });
};

/** Nothing of an account is kept on the way. */
export const answer = (c: Context, body: object, status: 200 | 201 = 200): Documented =>
  c.json(body, status, { 'Cache-Control': 'no-store' }) as Response as Documented;

export const answered = (c: Context, done: Result<object, Refusal>, status: 200 | 201 = 200): Documented =>
  done.ok ? answer(c, done.value, status) : refusal(c, done.refusal);
