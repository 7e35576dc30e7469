import type { Actor } from '#db/audit';
import type { Db } from '#db/database';
import { readSpeaker } from '#db/persons';
import type { Session } from '#db/sessions';
import type { Organisation } from '#server/domain/facts/directory';
import type { KeyKind, Role } from '#server/domain/facts/vocabulary';
import type { Person } from '#server/domain/speakers/independence';
import { mayAct } from '#server/domain/speakers/restrictions';
import type { Action, KeyScope } from '#server/domain/speakers/scope';
import { keyIn } from './keys';
import { scopeLeft } from './restrictions';
import { isSteppedUp, seeSession } from './sessions';

/** Somebody who may write, within a scope. `session` null: by key. */
export type Writer = {
  person: Person;
  name: string;
  email: string;
  role: Role;
  organisation: Organisation;
  session: Session | null;
  /** `probe` keys only observe. */
  keyKind: KeyKind | null;
  /** What the key it asks with narrows; null: by session. */
  key: (KeyScope & { name: string }) | null;
  /** A factor was shown within five minutes, or it is a key: publishing is open. */
  isSteppedUp: boolean;
  actor: Actor;
};

/** `over`, `key-over`: a session or a key that was somebody's; `unproved`: its second factor is still to be shown. */
export type Identity =
  | { kind: 'nobody' }
  | { kind: 'key-over'; expiresAt: Date }
  | { kind: 'over'; email: string }
  | { kind: 'unproved'; account: string; session: Session }
  /** Its password has to be changed first. */
  | { kind: 'renewing'; writer: Writer & { session: Session } }
  /** `isMoved`: by a key that was in use, and never from this network. */
  | { kind: 'writer'; writer: Writer; isMoved?: boolean };

const NOBODY: Identity = { kind: 'nobody' };

/** The credentials that a request carries. */
export type Credentials = { token: string | null; authorization: string | null; cameFrom: string };

/** Who asks. A key that is given and not known is nobody, whatever the cookie says. */
export const identify = (
  db: Db,
  { token, authorization, cameFrom }: Credentials,
  now: Date,
): Promise<Identity> => {
  if (authorization !== null) return byKey(db, authorization, cameFrom, now);
  return token === null ? Promise.resolve(NOBODY) : bySession(db, token, cameFrom, now);
};

const byKey = async (db: Db, authorization: string, cameFrom: string, now: Date): Promise<Identity> => {
  const known = await keyIn(db, { authorization, cameFrom }, now);
  if (!known) return NOBODY;
  const { key, isOver, isMoved } = known;
  if (isOver) return { kind: 'key-over', expiresAt: key.expiresAt };
  const found = await accountWith(db, key.account, key.organisation, now);
  if (!found) return NOBODY;
  const actor = { ...found.actor, via: 'key' as const, key: key.id, cameFrom };
  const { kind, name, platforms } = key;
  const actions: readonly Action[] = kind === 'probe' ? ['observation'] : key.actions;
  // The key's maker may be a manager, but a key never acts as one.
  const role = 'author' as const;
  return {
    kind: 'writer',
    isMoved,
    writer: {
      ...found.writer,
      role,
      session: null,
      keyKind: kind,
      key: { name, actions, platforms },
      isSteppedUp: true,
      actor,
    },
  };
};

const bySession = async (db: Db, token: string, cameFrom: string, now: Date): Promise<Identity> => {
  const seen = await seeSession(db, token, now);
  if (!seen) return NOBODY;
  const { session, state } = seen;
  const found = await accountWith(db, session.account, null, now);
  if (!found) return NOBODY;
  if (state === 'over') return { kind: 'over', email: found.writer.email };
  if (state === 'unproved') return { kind: 'unproved', account: session.account, session };
  const actor = { ...found.actor, via: 'session' as const, key: null, cameFrom };
  const writer = {
    ...found.writer,
    session,
    keyKind: null,
    key: null,
    isSteppedUp: isSteppedUp(session, now),
    actor,
  };
  if (session.mustRenew) return { kind: 'renewing', writer };
  return { kind: 'writer', writer };
};

/** An account in force, with its organisation; a key serves only in the organisation it was made for. */
const accountWith = async (db: Db, id: string, organisation: string | null, now: Date) => {
  const speaker = await readSpeaker(db, id, now);
  if (!speaker || !mayAct(speaker.account, now)) return null;
  if (organisation !== null && speaker.organisation.id !== organisation) return null;
  const { name, email, role } = speaker.account;
  const own = scopeLeft(speaker.organisation, speaker.lost);
  return {
    writer: { person: speaker.person, name, email, role, organisation: own },
    actor: { account: id, organisation: own.id },
  };
};
