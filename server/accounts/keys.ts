import { randomBytes } from 'node:crypto';
import { type Db, newId } from '#db/database';
import { type ApiKey, addKey, findKey, takeEndingKeys, touchKey } from '#db/keys';
import type { Organisation } from '#server/domain/facts/directory';
import { MINUTE, shift } from '#server/domain/facts/intervals';
import type { Result } from '#server/domain/facts/result';
import { KEY_ACTIONS, type KeyAction } from '#server/domain/facts/vocabulary';
import {
  acceptTerms,
  KEY_ENDS_SOON,
  KEY_LASTS,
  type KeyTerms,
  type TermsRefusal,
} from '#server/domain/speakers/key-terms';
import { reachOf } from '#server/domain/speakers/scope';
import { digest } from './secrets';
import { securityEvent } from './security-events';

const PREFIX = 'comptoir_';

type Given = Pick<ApiKey, 'account' | 'organisation' | 'name' | 'intervalSeconds'> & KeyTerms;

/** A key for an account's organisation. `secret` is shown once: only its digest is kept. */
export const createKey = async (db: Db, given: Given, now: Date): Promise<{ id: string; secret: string }> => {
  const id = newId();
  const secret = PREFIX + randomBytes(32).toString('base64url');
  await addKey(db, {
    ...given,
    id,
    hash: digest(secret),
    createdAt: now,
    endingToldAt: null,
    revokedAt: null,
    lastUsedAt: null,
  });
  return { id, secret };
};

/** All that a key of this organisation may name. */
export const namedBy = (organisation: Organisation): KeyAction[] =>
  KEY_ACTIONS.filter((action) => reachOf(organisation, 'author', action) !== null);

type Asked = Omit<KeyTerms, 'expiresAt'> & { expiresAt?: Date | undefined };

/** The terms of a key to be made, each action and platform named once, with its end. */
export const termsFor = (
  organisation: Organisation,
  { kind, actions, platforms, expiresAt }: Asked,
  now: Date,
): Result<KeyTerms, TermsRefusal> =>
  acceptTerms(
    organisation,
    {
      kind,
      actions: [...new Set(actions)],
      platforms: platforms && [...new Set(platforms)],
      expiresAt: expiresAt ?? shift(now, KEY_LASTS),
    },
    now,
  );

const WHY_NOT: Record<TermsRefusal['rule'], (lacks: string) => { detail: string; cure: string }> = {
  'already-over': () => ({
    detail: 'Cette clé finirait avant de servir.',
    cure: 'Donnez une fin à venir.',
  }),
  'too-far': () => ({
    detail: 'Une clé sert un an au plus.',
    cure: 'Donnez une fin d’ici un an ; sans fin donnée, elle sert 90 jours.',
  }),
  'no-action': () => ({
    detail: 'Une clé qui publie nomme ce qu’elle fait : celle-ci ne nomme rien.',
    cure: `Nommez-en au moins un : ${KEY_ACTIONS.join(', ')}.`,
  }),
  'measures-only': () => ({
    detail: 'Une clé de mesure n’envoie que des mesures : elle ne nomme aucune autre action.',
    cure: 'Retirez les actions, ou faites une clé qui publie.',
  }),
  'never-done': (lacks) => ({
    detail: `Votre organisation ne fait jamais cela : ${lacks}.`,
    cure: 'Retirez-le de la clé.',
  }),
  'no-platform': () => ({
    detail: 'Cette clé ne servirait sur aucune plateforme.',
    cure: 'Nommez-en au moins une, ou aucune liste pour toutes celles de votre périmètre.',
  }),
  'foreign-platforms': (lacks) => ({
    detail: `Hors de votre périmètre : ${lacks}.`,
    cure: 'Ne nommez que vos plateformes.',
  }),
};

/** Why a key is not made so, and what to do. */
export const whyNotSo = (refused: TermsRefusal): { pointer: string; detail: string; cure: string } => ({
  pointer: `/${refused.field}`,
  ...WHY_NOT[refused.rule]('lacks' in refused ? refused.lacks.join(', ') : ''),
});

const BEARER = /^Bearer +(comptoir_[A-Za-z0-9_-]{43})$/i;

/** `isMoved`: it was in use, and never from the network that asks now. */
export type KeyFound = { key: ApiKey; isOver: boolean; isMoved: boolean };

/** The key an `Authorization` header carries; null when it is malformed, unknown or revoked. */
export const keyIn = async (
  db: Db,
  { authorization, cameFrom }: { authorization: string; cameFrom: string },
  now: Date,
): Promise<KeyFound | null> => {
  const [, secret] = BEARER.exec(authorization.trim()) ?? [];
  const found = secret ? await findKey(db, digest(secret), cameFrom, now) : undefined;
  if (!found) return null;
  const { seenAt, ...key } = found;
  if (key.expiresAt <= now) return { key, isOver: true, isMoved: false };
  const isKnown = seenAt !== null && +now - +seenAt < MINUTE;
  return { key, isOver: false, isMoved: isKnown ? false : await touchKey(db, key.id, cameFrom, now) };
};

/** Tells owners whose key ends within two weeks, once each. */
export const tellEndingKeys = async (deps: Parameters<typeof securityEvent>[0]): Promise<void> => {
  const now = deps.now();
  for (const { id, account, organisation, expiresAt } of await takeEndingKeys(
    deps.db,
    shift(now, KEY_ENDS_SOON),
    now,
  ))
    await securityEvent(deps, {
      event: 'key-ends-soon',
      account: { id: account, organisation },
      cameFrom: 'local',
      about: { key: id, expiresAt: expiresAt.toISOString() },
    });
};
