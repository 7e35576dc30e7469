import type { Insertable } from 'kysely';
import type { Organisation } from '#server/domain/facts/directory';
import type { Db } from './database';
import type { Tables } from './tables';

const COLUMNS = ['id', 'name', 'kind', 'professions', 'platforms', 'mutuelles'] as const;

export const readOrganisation = (db: Db, id: string): Promise<Organisation | undefined> =>
  db.selectFrom('organisation').select(COLUMNS).where('id', '=', id).executeTakeFirst();

/** Held until the transaction ends. */
export const lockOrganisation = (trx: Db, id: string) =>
  trx.selectFrom('organisation').select('id').where('id', '=', id).forUpdate().executeTakeFirst();

/** By name. */
export const listOrganisations = (db: Db): Promise<Organisation[]> =>
  db.selectFrom('organisation').select(COLUMNS).orderBy('name').orderBy('id').execute();

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
