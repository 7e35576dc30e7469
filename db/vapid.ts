import type { Db } from './database';
import type { Tables } from './tables';

export type Vapid = Omit<Tables['vapid'], 'isOnly'>;

/** Undefined: none was made yet. */
export const findVapid = (db: Db): Promise<Vapid | undefined> =>
  db.selectFrom('vapid').select(['publicKey', 'sealedPrivateKey', 'madeAt']).executeTakeFirst();

/** Of two that are made at once the first stays. */
export const addVapid = async (db: Db, vapid: Vapid): Promise<void> => {
  await db
    .insertInto('vapid')
    .values(vapid)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};
