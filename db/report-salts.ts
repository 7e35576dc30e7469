import type { Db } from './database';

/** The salt of a Paris day, 'YYYY-MM-DD'; `fresh` becomes it when the day has none yet, on whichever instance. */
export const saltOf = async (db: Db, day: string, fresh: Buffer): Promise<Buffer> => {
  await db
    .insertInto('reportSalt')
    .values({ day, salt: fresh })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await db.selectFrom('reportSalt').select('salt').where('day', '=', day).executeTakeFirstOrThrow())
    .salt;
};

/** The salt a day had; undefined when it had none, or it is gone. */
export const findSalt = async (db: Db, day: string): Promise<Buffer | undefined> =>
  (await db.selectFrom('reportSalt').select('salt').where('day', '=', day).executeTakeFirst())?.salt;

/** Those of days before this one: whose the reports were can no longer be told. */
export const forgetSalts = (db: Db, day: string) =>
  db.deleteFrom('reportSalt').where('day', '<', day).execute();
