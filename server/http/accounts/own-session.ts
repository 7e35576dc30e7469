import type { Context } from 'hono';
import type { Session } from '#db/sessions';
import type { Writer } from '#server/accounts/writer';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Deps } from '../deps';
import { identityOf, isOwnPage, readerOf } from '../kit/guard';
import type { Refusal } from '../kit/problems';

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
