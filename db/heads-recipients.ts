import type { Insertable } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

/** One an organisation: the address given last. */
export const keepHeadsRecipient = async (
  trx: Db,
  recipient: Insertable<Tables['headsRecipient']>,
): Promise<void> => {
  const { address, since } = recipient;
  await trx
    .insertInto('headsRecipient')
    .values(recipient)
    .onConflict((known) => known.column('organisation').doUpdateSet({ address, since }))
    .execute();
};
