import { randomUUID } from 'node:crypto';
import { Secret } from 'otpauth';
import { type Account, addAccount } from '#db/accounts';
import type { Db } from '#db/database';
import { changeSession } from '#db/sessions';
import { createKey } from '#server/accounts/keys';
import { digest } from '#server/accounts/secrets';
import { openSession } from '#server/accounts/sessions';
import { shift } from '#server/domain/facts/intervals';
import type { KeyAction, KeyKind, Role } from '#server/domain/facts/vocabulary';
import { KEY_LASTS, type KeyTerms } from '#server/domain/speakers/key-terms';
import { ACTIONS } from '#server/domain/speakers/scope';
import { onJournal } from '../../support/world/on-journal';

/** What one sends to say who one is. */
export type Voice = Record<string, string>;

/** Where people are made: a database, the clock of its doors, and the address their browsers see. */
type Ground = { db: Db; now: () => Date; origin?: string };
type Given = {
  organisation: string;
  age: number;
  role?: Role;
  invitedBy?: { id: string } | null;
  isDisabled?: boolean;
  also?: Partial<Account>;
};

/** Those that only a session does too: they are refused for that, not because the key does not name them. */
const EVERY = ACTIONS.filter(
  (action) => action !== 'observation',
) as readonly string[] as readonly KeyAction[];

export const newTotp = (): string => new Secret({ size: 20 }).base32;

/** Every way for an account to be heard. */
export const voicesOf = (
  { db, now, origin = 'http://localhost' }: Ground,
  account: Pick<Account, 'id' | 'email' | 'organisation'>,
) => {
  const { organisation } = account;
  const key = async (kind: KeyKind = 'writer', intervalSeconds = 300, terms: Partial<KeyTerms> = {}) => {
    const about = {
      account: account.id,
      organisation,
      name: 'essai',
      intervalSeconds,
      kind,
      actions: kind === 'writer' ? EVERY : [],
      platforms: null,
      expiresAt: shift(now(), KEY_LASTS),
      ...terms,
    };
    const made = await onJournal(db, (trx) => createKey(trx, about, now()));
    return { id: made.id, voice: { Authorization: `Bearer ${made.secret}` } as Voice };
  };
  return {
    id: account.id,
    email: account.email,
    organisation,
    key,
    /** `openedAgo`: the factor was shown, and the password typed again, that long ago. */
    session: async ({ isProved = true, openedAgo = 0 } = {}): Promise<Voice> => {
      const origins = { cameFrom: 'local', agent: 'essai', isProved };
      const openedAt = shift(now(), -openedAgo);
      const token = await openSession(db, account, origins, openedAt);
      if (isProved) await changeSession(db, digest(token), { passwordAt: openedAt });
      return { Cookie: `session=${token}`, Origin: origin, 'Sec-Fetch-Site': 'same-origin' };
    },
  };
};
export type Person = ReturnType<typeof voicesOf>;

/** Somebody with an account, and every way to be heard as such. */
export const aPerson = async (ground: Ground, { organisation, age, ...given }: Given): Promise<Person> => {
  const { db, now } = ground;
  const role = given.role ?? (organisation === 'desk' ? 'desk' : 'author');
  const account = await onJournal(db, (trx) =>
    addAccount(trx, {
      id: randomUUID(),
      organisation,
      role,
      name: 'Quelqu’un',
      email: `${randomUUID()}@example.org`,
      passwordHash: null,
      totpSecret: null,
      totpStep: null,
      createdAt: shift(now(), -age),
      invitedBy: given.invitedBy?.id ?? null,
      disabledAt: given.isDisabled ? now() : null,
      ...given.also,
    }),
  );
  return voicesOf(ground, account);
};
