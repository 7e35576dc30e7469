import type { Selectable } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

type SigningKey = Selectable<Tables['signingKey']>;

/** Every public key that signs or signed snapshots, oldest first. */
export const listSigningKeys = (db: Db): Promise<SigningKey[]> =>
  db.selectFrom('signingKey').selectAll().orderBy('since').orderBy('keyId').execute();

/** Takes what an instance says of its own keys; what is known of another's stays. */
export const keepSigningKeys = async (db: Db, keys: readonly SigningKey[]): Promise<void> => {
  if (keys.length === 0) return;
  await db
    .insertInto('signingKey')
    .values([...keys])
    .onConflict((known) =>
      known.column('keyId').doUpdateSet((row) => ({
        until: row.ref('excluded.until'),
        // Revoked elsewhere, by the command of another instance's machine, it stays so.
        revokedAt: row.fn.coalesce('signingKey.revokedAt', 'excluded.revokedAt'),
      })),
    )
    .execute();
};
