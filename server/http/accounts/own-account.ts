import type { Context } from 'hono';
import { type Account, readAccount } from '#db/accounts';
import { type Actor, entryOf } from '#db/audit';
import type { Db } from '#db/database';
import { changeSession, endSessions, type Session } from '#db/sessions';
import { passwordUntil } from '#server/accounts/sessions';
import type { Writer } from '#server/accounts/writer';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { SecurityEventKind } from '#server/domain/facts/vocabulary';
import type { Deps } from '../deps';
import { identityOf, isOwnPage, readerOf } from '../kit/guard';
import { askingNetwork, cameFromOf } from '../kit/network';
import { type Refusal, refusal } from '../kit/problems';
import { type AuditedAct, answer } from './run-audited';
import { enter, hasFactor } from './sign-in';

export type OwnSession = Writer & { session: Session };

const BY_KEY: Refusal = { kind: 'session-over', detail: 'Une clé d’API n’est pas une session.' };

/** Whoever is signed in, on our own pages. `isFresh`: a factor shown within five minutes is asked. */
export const ownSession = async (
  deps: Deps,
  c: Context,
  { isFresh = false } = {},
): Promise<Result<OwnSession, Refusal>> => {
  const reading = await readerOf(deps, c);
  if (!reading.ok) return reading;
  if (!isOwnPage(deps, c)) return refuse({ kind: 'cross-site' });
  const { session } = reading.value;
  if (session === null) return refuse(BY_KEY);
  if (isFresh && !reading.value.isSteppedUp) return refuse({ kind: 'step-up-needed' });
  return accept({ ...reading.value, session });
};

/** The same, and whoever has to change its password before anything else: its factor was shown as it came in. */
export const passwordSession = async (deps: Deps, c: Context): Promise<Result<OwnSession, Refusal>> => {
  const identity = await identityOf(deps, c);
  if (identity.kind !== 'renewing') return ownSession(deps, c, { isFresh: true });
  return isOwnPage(deps, c) ? accept(identity.writer) : refuse({ kind: 'cross-site' });
};

/** `isFirst`: it has none yet, and `session` is of a right password alone. */
type Own = { account: Account; actor: Actor; session: Session; isFirst: boolean };

/**
 * Whose factors may change: who has just shown one and given its password again, or who has none yet and a right
 * password. A session stolen just after its owner published has not got both.
 */
export const ownAccount = async (deps: Deps, c: Context): Promise<Result<Own, Refusal>> => {
  if (!isOwnPage(deps, c)) return refuse({ kind: 'cross-site' });
  const identity = await identityOf(deps, c);
  if (identity.kind === 'unproved') {
    const { session } = identity;
    const account = await readAccount(deps.db, identity.account);
    if (!account || (await hasFactor(deps.db, account))) return refuse({ kind: 'second-factor-needed' });
    const { id, organisation } = account;
    const cameFrom = cameFromOf(askingNetwork(deps, c));
    const actor = { account: id, organisation, via: 'session' as const, key: null, cameFrom };
    return accept({ account, actor, session, isFirst: true });
  }
  const own = await ownSession(deps, c, { isFresh: true });
  if (!own.ok) return own;
  const { session, person, actor } = own.value;
  if (+(passwordUntil(session) ?? 0) <= +deps.now()) return refuse({ kind: 'password-needed' });
  const account = await readAccount(deps.db, person.account);
  if (!account) throw new Error('un compte connecté n’est pas au registre');
  return accept({ account, actor, session, isFirst: false });
};

/** A first factor opens the account at once: it has just been shown. */
export const opened = async (
  deps: Deps,
  c: Context,
  { account, session, isFirst }: Own,
  outcome: Result<{ codes: string[] }, Refusal>,
) => {
  if (!outcome.ok) return refusal(c, outcome.refusal);
  if (isFirst) await enter(deps, c, account, session, 'enrolment');
  return answer(c, outcome.value);
};

const EVENTS = {
  totp: 'factor-added',
  passkey: 'factor-added',
  'passkey-removed': 'factor-removed',
  'recovery-codes': 'recovery-codes',
  'provider-linked': 'factor-added',
  'provider-unlinked': 'factor-removed',
} as const satisfies Record<string, SecurityEventKind>;

/**
 * What every change of a factor takes with it: the account's other sessions, and the password typed for it, which
 * serves once. Whoever has a new factor may be somebody else: of an outage that had begun by then it is nobody's
 * second person.
 */
export const changed = async <T>(
  trx: Db,
  { account, actor, session, isFirst }: Own,
  now: Date,
  value: T,
  action: keyof typeof EVENTS,
): Promise<Result<AuditedAct<T>, Refusal>> => {
  await endSessions(trx, account.id, now, session.tokenHash);
  if (!isFirst) await changeSession(trx, session.tokenHash, { passwordAt: null });
  const isNewFactor = action !== 'passkey-removed' && action !== 'provider-unlinked';
  const after = isNewFactor ? { changedAt: now } : null;
  return accept({
    value,
    actor,
    entries: [entryOf(action, 'account', account.id, after)],
    security: [{ event: EVENTS[action], about: { factor: action } }],
  });
};
