import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from 'hono';
import { type AuditEntry, appendAudit, saidAudit } from '#db/audit';
import { type Db, isUnanswered, isUnreachable, transact } from '#db/database';
import { type Answered, keepAnswer, lockKey } from '#db/idempotency';
import type { Writer } from '#server/accounts/writer';
import type { Organisation } from '#server/domain/facts/directory';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Action } from '#server/domain/speakers/scope';
import type { Deps } from '../deps';
import { writerFor } from '../kit/guard';
import { type Documented, type Refusal, refusal } from '../kit/problems';
import { withNearNow } from '../kit/suggestions';
import { awaitingCommit, notBegun, type Progress } from './late-writes';

/** A write at work: its transaction, who writes, and its one « now ». */
export type Writing = { trx: Db; writer: Writer; now: Date };

/** The answer to a write. `location`: where the thing is read, `etag`: of that in force afterwards. */
export type Written = {
  status: 200 | 201 | 202 | 207;
  body: object;
  entries: readonly AuditEntry[];
  location?: string;
  etag?: string;
};

/** `audit`: the journal, to be sent with the commit; null: it is there. */
type Ending = { answer: Answered; audit: string | null };

type Work = (writing: Writing) => Promise<Result<Written, Refusal>>;

/** A write is answered within this, before a browser or a proxy gives up. Imports of whole files have no limit. */
const WRITE_TIMEOUT_MS = 3_500;

/**
 * While the database is away a refusal takes so long, as far as there is time: who tries again at once is no faster heard,
 * and would take the loop from readers. Milliseconds.
 */
const REFUSED_AFTER_MS = 1_000;
/** A refusal that was held is given before the write is taken for one that goes on. */
const BEFORE_TIMEOUT_MS = 300;

const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * Every write goes this way: it checks who may write, then runs one transaction that holds the fact, its journal and the
 * answer kept under the idempotency key; all of it or nothing. `isFresh`: false for what publishes nothing.
 */
export const write = async (
  c: Context,
  deps: Deps,
  action: Action | ((organisation: Organisation) => Action),
  work: Work,
  { isFresh = true }: { isFresh?: boolean } = {},
): Promise<Documented> => {
  let isTooLate = false;
  const startedAt = performance.now();
  const begunAt = deps.now();
  const progress = notBegun();
  const whole = writeWhole(c, deps, action, work, { isFresh, isGivenUp: () => isTooLate, progress });
  const done = counted(whole, () => progress.account && deps.attempts.writeNotBegun(progress.account));
  const later = () => {
    const answered = done.then(({ status }) => status);
    return awaitingCommit(c, deps.lateWrites, { progress, begunAt, answered });
  };
  // A database that goes away while it commits does not say whether it has.
  const told = done.catch(async (error: unknown) => {
    if (progress.ending && isUnreachable(error)) return later();
    const left = WRITE_TIMEOUT_MS - BEFORE_TIMEOUT_MS - (performance.now() - startedAt);
    if (isUnreachable(error)) await pause(Math.max(0, Math.min(REFUSED_AFTER_MS, left)));
    throw error;
  });
  if (action === 'import') return told;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, WRITE_TIMEOUT_MS, null);
  });
  const inTime = await Promise.race([told, late]).finally(() => clearTimeout(timer));
  if (inTime) return inTime;
  // What waits for its turn is not begun any more; what is under way may still be done, and is told where it is asked about.
  isTooLate = true;
  told.catch(deps.failed);
  if (progress.isBegun) return later();
  if (progress.isQueued) return refusal(c, { kind: 'busy' });
  // Who waits for a connection among many others is not told that the database is away.
  return refusal(c, { kind: deps.readModel.isAway() ? 'unreachable' : 'no-room' });
};

/** Calls `notBegun` where there was no room, or no database, and nothing of it was done. */
const counted = async (whole: Promise<Documented>, notBegun: () => unknown): Promise<Documented> => {
  try {
    const answer = await whole;
    if (answer.status === 503) await notBegun();
    return answer;
  } catch (error) {
    if (isUnanswered(error)) await notBegun();
    throw error;
  }
};

const writeWhole = async (
  c: Context,
  deps: Deps,
  action: Action | ((organisation: Organisation) => Action),
  work: Work,
  { isFresh, isGivenUp, progress }: { isFresh: boolean; isGivenUp: () => boolean; progress: Progress },
): Promise<Documented> => {
  const now = deps.now();
  const allowed = await writerFor(deps, c, action, { isFresh });
  if (!allowed.ok) return refusal(c, allowed.refusal);
  const writer = allowed.value;
  progress.account = writer.person.account;
  const retryAfter = await deps.attempts.write(writer.person.account);
  if (retryAfter > 0) return refusal(c, { kind: 'too-many', retryAfter });
  const key = c.req.header('Idempotency-Key');
  if (key !== undefined && !KEY.test(key)) return refusal(c, MALFORMED_KEY);

  const fingerprint = await fingerprintOf(c);
  const transaction = async (trx: Db): Promise<Result<Ending, Refusal>> => {
    const answered = key === undefined ? undefined : await lockKey(trx, writer.person.account, key, now);
    if (answered)
      return answered.fingerprint === fingerprint
        ? accept({ answer: answered, audit: null })
        : refuse({ kind: 'key-reused' });
    const written = await work({ trx, writer, now });
    if (!written.ok) return written;
    const answer = answerOf(written.value, fingerprint);
    if (key !== undefined) await keepAnswer(trx, writer.person.account, key, answer, now);
    const { entries } = written.value;
    progress.ending = { answer, entry: entries[0] ?? null };
    const audit = saidAudit(writer.actor, now, entries);
    if (audit === null) await appendAudit(trx, writer.actor, now, entries);
    return accept({ answer, audit });
  };
  const begin = async () => {
    if (isGivenUp()) return null;
    progress.isBegun = true;
    return transact(deps.writing, transaction, ({ audit }) => audit);
  };
  // Refusals come first, so that strangers take no place in the queue.
  progress.isQueued = true;
  const done = await deps.writeQueue(begin);
  if (!done) return refusal(c, { kind: 'busy' });
  if (!done.ok) return refusal(c, await withNearNow(deps, done.refusal));
  const { status, headers, body } = done.value.answer;
  return c.body(body, status as 200, { ...(headers as Record<string, string>) }) as Response as Documented;
};

const MALFORMED_KEY: Refusal = {
  kind: 'malformed',
  pointer: '/header/Idempotency-Key',
  detail: 'Une Idempotency-Key a 1 à 255 caractères visibles, sans accent ni espace.',
  cure: 'Donnez par exemple un UUID neuf pour chaque demande.',
};

const fingerprintOf = async (c: Context): Promise<string> => {
  const { pathname, search } = new URL(c.req.url);
  const said = [c.req.method, pathname + search, c.req.header('If-Match') ?? '', await c.req.text()];
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url');
};

const answerOf = ({ status, body, location, etag }: Written, fingerprint: string): Answered => ({
  fingerprint,
  status,
  headers: {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    ...(location === undefined ? {} : { Location: location }),
    ...(etag === undefined ? {} : { ETag: etag }),
  },
  body: JSON.stringify(body),
});
