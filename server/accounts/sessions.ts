import type { Account } from '#db/accounts';
import type { Db } from '#db/database';
import { addSession, changeSession, findSession, listSessions, type Session } from '#db/sessions';
import { HOUR, MINUTE } from '#server/domain/facts/intervals';
import { digest, newToken } from './secrets';

const IDLE = 30 * MINUTE;
const ABSOLUTE = 12 * HOUR;
/** How fresh a factor must be to publish, confirm, or touch keys. */
export const STEP_UP = 5 * MINUTE;
/** How long a password typed again serves, to change one factor. */
export const PASSWORD_LIFE = 5 * MINUTE;
/** Seen is written down at most this often. */
const GRAIN = MINUTE;

/** How long a browser keeps a cookie whose session has ended: so that a form sent too late is known for what it is. */
export const COOKIE_LIFE = 30 * 24 * HOUR;

export type SessionState = 'alive' | 'unproved' | 'over';

export const sessionState = (session: Session, now: Date): SessionState => {
  const isIdle = +now - +session.lastSeenAt >= IDLE;
  const isOld = +now - +session.createdAt >= ABSOLUTE;
  if (session.endedAt || isIdle || isOld) return 'over';
  return session.provedAt ? 'alive' : 'unproved';
};

/** When it ends if nothing more is asked, now that it was seen. */
export const sessionEnd = (
  { lastSeenAt, createdAt }: Pick<Session, 'lastSeenAt' | 'createdAt'>,
  now: Date,
): Date => {
  const seenAt = +now - +lastSeenAt >= GRAIN ? now : lastSeenAt;
  return new Date(Math.min(+seenAt + IDLE, +createdAt + ABSOLUTE));
};

/** Those of an account that are not over, newest first: what a browser left behind is no session that one could end. */
export const openSessions = async (db: Db, account: string, now: Date): Promise<Session[]> =>
  (await listSessions(db, account, new Date(+now - IDLE))).filter(
    (session) => sessionState(session, now) !== 'over',
  );

export const isSteppedUp = ({ steppedUpAt }: Pick<Session, 'steppedUpAt'>, now: Date): boolean =>
  steppedUpAt !== null && +now - +steppedUpAt < STEP_UP;

export const steppedUpUntil = ({ steppedUpAt }: Pick<Session, 'steppedUpAt'>): Date | null =>
  steppedUpAt && new Date(+steppedUpAt + STEP_UP);

export const passwordUntil = ({ passwordAt }: Pick<Session, 'passwordAt'>): Date | null =>
  passwordAt && new Date(+passwordAt + PASSWORD_LIFE);

/** The id that its owner sees: it is neither the token nor the key it is stored under. */
export const sessionId = ({ tokenHash }: Pick<Session, 'tokenHash'>): string =>
  digest(tokenHash).slice(0, 22);

/** `mustRenew`: by a password that has to be changed before anything else. */
type Opened = { cameFrom: string; agent: string; isProved: boolean; mustRenew?: boolean };

/** A new session has a new token: none is ever carried over a sign-in. Resolves to the token, kept nowhere else. */
export const openSession = async (
  db: Db,
  account: Pick<Account, 'id'>,
  { cameFrom, agent, isProved, mustRenew = false }: Opened,
  now: Date,
): Promise<string> => {
  const token = newToken();
  await addSession(db, {
    tokenHash: digest(token),
    account: account.id,
    createdAt: now,
    lastSeenAt: now,
    provedAt: isProved ? now : null,
    steppedUpAt: isProved ? now : null,
    endedAt: null,
    cameFrom,
    agent: agent.slice(0, 200),
    mustRenew,
    passwordAt: null,
  });
  return token;
};

/** The session of a token, in what state it is; marks it as seen. */
export const seeSession = async (
  db: Db,
  token: string,
  now: Date,
): Promise<{ session: Session; state: SessionState } | null> => {
  const session = await findSession(db, digest(token));
  if (!session) return null;
  const state = sessionState(session, now);
  if (state !== 'over' && +now - +session.lastSeenAt >= GRAIN)
    await changeSession(db, session.tokenHash, { lastSeenAt: now });
  return { session, state };
};

export const stepUp = (db: Db, session: Session, now: Date) =>
  changeSession(db, session.tokenHash, { steppedUpAt: now, lastSeenAt: now });
