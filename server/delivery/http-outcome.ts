import { DAY, SECOND } from '#server/domain/facts/intervals';
import type { Result } from '#server/domain/facts/result';
import type { PostAnswer } from '#server/outbound/posts';
import type { OutboundRefusal } from '#server/outbound/targets';
import type { Outcome } from './channel';

/** An address that leads nowhere may lead somewhere tomorrow; one that cannot be called never will. */
const MAY_PASS: readonly OutboundRefusal[] = ['unresolved', 'private-address'];
const REDIRECTS = { from: 300, to: 399 };

/** What an answer makes of what was brought. `over`: statuses by which the receiver says that it is no more. */
export const outcomeOf = (
  answered: Result<PostAnswer, OutboundRefusal>,
  { over, now }: { over: readonly number[]; now: Date },
): Outcome => {
  if (!answered.ok) {
    const why = answered.refusal;
    return MAY_PASS.includes(why) ? { kind: 'retry', why, after: null } : { kind: 'refused', why };
  }
  const { status, header } = answered.value;
  const why = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (over.includes(status)) return { kind: 'gone', why };
  if (status >= REDIRECTS.from && status <= REDIRECTS.to)
    return { kind: 'retry', why: `${why}, non suivi`, after: null };
  const isAsked = status === 429 || status === 503;
  return { kind: 'retry', why, after: isAsked ? waitAsked(header('retry-after'), now) : null };
};

/** What befalls a connection before anything is said over it. */
const NOTHING_SAID =
  /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_\w+|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_\w+|ERR_SSL_\w+|\w*CERT\w*|DEPTH_ZERO\w*)$/;

/** What kept a call from an answer, without what it may say of the address. */
export const outcomeOfFault = (error: unknown): Outcome & { why: string } => {
  const { name, code, cause } = error as { name?: string; code?: unknown; cause?: { code?: unknown } };
  const why = [code, cause?.code, name].find((each) => typeof each === 'string' && each !== '') ?? 'ERR';
  return { kind: 'retry', why: String(why), after: null, isUnsure: !NOTHING_SAID.test(String(why)) };
};

/** Seconds, or an instant (RFC 9110 §10.2.3), a day at most; null: not said, or not so that it can be read. */
const waitAsked = (text: string | null, now: Date): number | null => {
  if (text === null) return null;
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * SECOND : +new Date(text) - +now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), DAY);
};
