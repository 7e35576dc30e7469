import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { canonical } from '#db/canonical';
import { holdsTag, namesVersion, strongTag, weakTag } from '#server/contract/entity-tag';
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

export const CACHE = 'public, max-age=5, stale-while-revalidate=30, stale-if-error=86400';

/**
 * Stamps an answer with its tag, its cache rule and its age. The tag is weak and leaves out the instants asked:
 * an answer that says the same a minute later is the same answer. It ends with the `version` of what may change.
 */
export const withEtag = <T extends object>(c: Context, body: T, age = 0, version?: string): T => {
  const isAskedOnce = isForPage(c) && version === undefined;
  const said = isAskedOnce
    ? null
    : JSON.stringify(body, (key, value) => (INSTANTS_ASKED.includes(key) ? undefined : value));
  stampAnswer(c, said, age, version);
  return body;
};

/** The same of an answer that is text already; `said`: what of it tells two answers apart, null: nobody compares. */
export const stampAnswer = (c: Context, said: string | null, age: number, version?: string): void => {
  c.header('Cache-Control', CACHE);
  if (age > 0) c.header('Age', String(Math.ceil(age / 1000)));
  if (said === null) return;
  const tag = createHash('sha256').update(said).digest('base64url').slice(0, 22);
  c.header('ETag', weakTag(version === undefined ? tag : `${tag}.${version}`));
};

/** A page of ours asks once and compares nothing: the digest of a board would cost it as much as the board. */
const isForPage = ({ env }: Context): boolean => Boolean(Object(env).isForPage);

const INSTANTS_ASKED = ['at', 'knownAt', 'asOf', 'generatedAt'];

/** 304 for whoever holds one of the tags it lists. */
export const notModified = (): MiddlewareHandler => async (c, next) => {
  await next();
  const tag = c.res.headers.get('ETag');
  const held = c.req.header('If-None-Match');
  if (!tag || !held || c.res.status !== 200 || !holdsTag(held, tag)) return;
  const kept = ['ETag', 'Cache-Control', 'Vary', 'Age'].flatMap((name) => {
    const value = c.res.headers.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
  c.res = new Response(null, { status: 304, headers: kept });
};
