import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { addAccount } from '#db/accounts';
import type { Db } from '#db/database';
import { changeSession, endSessions } from '#db/sessions';
import { hashPassword } from '#server/accounts/passwords';
import { createSecrets, digest } from '#server/accounts/secrets';
import { openSession } from '#server/accounts/sessions';
import { DAY, MINUTE, shift } from '#server/domain/facts/intervals';
import type { Role } from '#server/domain/facts/vocabulary';
import { SECRET_KEY } from '../runner/program';
import { onJournal } from './on-journal';

/** People of the writers' space, as a browser meets them. */

type Dashboard = { db: () => Db; origin: () => string };
type Given = { organisation: string; role?: Role; name?: string; email?: string; createdAt?: Date };

export const PASSWORD = 'quatre mots que personne ne dit';
let count = 0;

/** An account of long ago, with a password and an application that shows codes. */
export const aPerson = async (dashboard: Dashboard, { organisation, ...given }: Given) => {
  count += 1;
  const number = count;
  const db = dashboard.db();
  const secret = new Secret({ size: 20 });
  const account = await onJournal(db, async (trx) =>
    addAccount(trx, {
      id: randomUUID(),
      organisation,
      email: given.email ?? `personne-${number}@example.org`,
      name: given.name ?? `Personne ${number}`,
      role: given.role ?? (organisation === 'desk' ? 'desk' : 'author'),
      passwordHash: await hashPassword(PASSWORD),
      totpSecret: createSecrets(SECRET_KEY).seal(secret.base32),
      totpStep: null,
      invitedBy: null,
      createdAt: given.createdAt ?? shift(new Date(), -30 * DAY),
      disabledAt: null,
    }),
  );
  return {
    account,
    /** Serves once: the next one is of the next half-minute (`steps` later, one at most is accepted). */
    otp: (steps = 0) => new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 }),
    /**
     * Opens pages already signed in. `isFresh` false: a code is asked before publishing, and the password before
     * another factor.
     */
    signedIn: async ({
      isFresh = true,
    } = {}): Promise<{ storageState: { cookies: ReturnType<typeof cookie>[]; origins: [] } }> => {
      const origins = { cameFrom: 'local', agent: 'essai', isProved: true };
      const openedAt = isFresh ? new Date() : shift(new Date(), -10 * MINUTE);
      const token = await openSession(db, account, origins, openedAt);
      await changeSession(db, digest(token), { passwordAt: openedAt });
      return { storageState: { cookies: [cookie(dashboard.origin(), token)], origins: [] } };
    },
    signOut: () => endSessions(db, account.id, new Date()),
  };
};
export type Person = Awaited<ReturnType<typeof aPerson>>;

const cookie = (origin: string, token: string) => ({
  name: 'session',
  value: token,
  domain: new URL(origin).hostname,
  path: '/',
  expires: -1,
  httpOnly: true,
  secure: false,
  sameSite: 'Lax' as const,
});
