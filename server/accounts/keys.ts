import { randomBytes } from 'node:crypto';
import type { Db } from '#db/database';
import { newId } from '#db/id';
import { type ApiKey, addKey, findKey, touchKey } from '#db/keys';
import { MINUTE } from '#server/domain/intervals';
import { digest } from './secrets';

const PREFIX = 'comptoir_';

/** A key for an account's organisation. `secret` is shown once: only its digest is kept. */
export const createKey = async (
  db: Db,
  given: Pick<ApiKey, 'account' | 'organisation' | 'kind' | 'name' | 'intervalSeconds'>,
  now: Date,
): Promise<{ id: string; secret: string }> => {
  const id = newId();
  const secret = PREFIX + randomBytes(32).toString('base64url');
  await addKey(db, {
    ...given,
    id,
    hash: digest(secret),
    createdAt: now,
    revokedAt: null,
    lastUsedAt: null,
  });
  return { id, secret };
};

const BEARER = /^Bearer +(comptoir_[A-Za-z0-9_-]{43})$/i;

/** The key an `Authorization` header carries; null when it is malformed, unknown or revoked. */
export const keyIn = async (db: Db, authorization: string, now: Date): Promise<ApiKey | null> => {
  const [, secret] = BEARER.exec(authorization.trim()) ?? [];
  const key = secret ? await findKey(db, digest(secret)) : undefined;
  if (!key) return null;
  if (!key.lastUsedAt || +now - +key.lastUsedAt >= MINUTE) await touchKey(db, key.id, now);
  return key;
};
