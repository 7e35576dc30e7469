import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { canonical } from '#db/canonical';
import { namesVersion, strongTag } from '#server/contract/entity-tag';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Refusal } from './problems';

/** The version of a thing that may change: a digest of its own facts, whatever is judged of it meanwhile. */
export const versionOf = (thing: unknown): string =>
  createHash('sha256').update(canonical(thing)).digest('base64url').slice(0, 22);

/** Whether the caller has read what it is about to change: 428 when it does not say, 412 with what is in force. */
export const checkVersion = (c: Context, current: object): Result<null, Refusal> => {
  const held = c.req.header('If-Match');
  if (held === undefined) return refuse({ kind: 'precondition-required' });
  const version = versionOf(current);
  if (namesVersion(held, version)) return accept(null);
  return refuse({ kind: 'stale', current, etag: strongTag(version) });
};
