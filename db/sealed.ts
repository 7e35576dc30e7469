import { listSealedCodes } from './accounts';
import type { Db } from './database';

/** Whether anybody would miss what the secret sealed: a second factor, or where a subscriber is told. */
export const isAnythingSealed = async (db: Db): Promise<boolean> =>
  (await listSealedCodes(db)).length > 0 ||
  (await db.selectFrom('subscriber').select('id').limit(1).executeTakeFirst()) !== undefined;

/** Some of what delivery had sealed: one secret opens all of it, or none. */
export const sealedOfDelivery = async (db: Db): Promise<string[]> => {
  const [pair, subscriber] = await Promise.all([
    db.selectFrom('vapid').select('sealedPrivateKey as sealed').executeTakeFirst(),
    db.selectFrom('subscriber').select('target as sealed').limit(1).executeTakeFirst(),
  ]);
  return [pair, subscriber].flatMap((found) => (found ? [found.sealed] : []));
};

/**
 * Takes away what only a secret that is lost could open: where subscribers are told, the pair by which push services
 * know us, tokens of invitations not sent yet. Resolves to how many subscribers went.
 */
export const forgetSealed = async (trx: Db): Promise<number> => {
  await trx.deleteFrom('vapid').execute();
  await trx.deleteFrom('letter').where('sealed', 'is not', null).execute();
  const { numDeletedRows } = await trx.deleteFrom('subscriber').executeTakeFirst();
  return Number(numDeletedRows);
};
