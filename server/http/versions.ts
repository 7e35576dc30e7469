import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { canonical } from '#db/canonical';
import { accept, type Result, refuse } from '#server/domain/result';
import type { Refusal } from './problems';

/** The version of a thing that may change: a digest of its own facts, whatever is judged of it meanwhile. */
export const versionOf = (thing: unknown): string =>
  createHash('sha256').update(canonical(thing)).digest('base64url').slice(0, 22);

export const etagOf = (version: string): string => `"${version}"`;

/** A reading's tag ends with the version of the thing read: both forms name it. */
const names = (tag: string, version: string): boolean => {
  const opaque = tag.trim().replace(/^W\//, '').replace(/^"|"$/g, '');
  return opaque === '*' || opaque === version || opaque.endsWith(`.${version}`);
};

/** Whether the caller has read what it is about to change: 428 when it does not say, 412 with what is in force. */
export const checkVersion = (c: Context, current: object): Result<null, Refusal> => {
  const held = c.req.header('If-Match');
  if (held === undefined) return refuse({ kind: 'precondition-required' });
  const version = versionOf(current);
  if (held.split(',').some((tag) => names(tag, version))) return accept(null);
  return refuse({ kind: 'stale', current, etag: etagOf(version) });
};
