import type { Account } from './accounts';
import type { Db } from './database';
import { blankIdentities } from './identity';

/** Addresses are told apart by their account: nobody else can have one. */
const nobodyAt = (account: string): string => `efface-${account}@comptoir.invalid`;

/**
 * Forgets who a closed account was, here and beside the journal, whose chain names it by id and holds on. To be
 * followed by the journal, in the same transaction.
 */
export const forgetPerson = async (trx: Db, { id, email }: Account, now: Date): Promise<void> => {
  const invited = await trx.selectFrom('invitation').select('id').where('email', '=', email).execute();
  const keys = await trx.selectFrom('apiKey').select('id').where('account', '=', id).execute();
  const passkeys = await trx.deleteFrom('passkey').where('account', '=', id).returning('id').execute();
  const nobody = { email: nobodyAt(id), name: 'Personne effacée' };
  await trx
    .updateTable('account')
    .set({ ...nobody, passwordHash: null, totpSecret: null })
    .where('id', '=', id)
    .execute();
  await trx.updateTable('invitation').set({ email: nobody.email }).where('email', '=', email).execute();
  await trx.updateTable('apiKey').set({ name: 'clé effacée' }).where('account', '=', id).execute();
  const idsOf = (rows: readonly { id: string }[]) => rows.map((row) => row.id);
  await blankIdentities(trx, 'account', [id], now);
  await blankIdentities(trx, 'invitation', idsOf(invited), now);
  await blankIdentities(trx, 'api_key', idsOf(keys), now);
  await blankIdentities(trx, 'passkey', idsOf(passkeys), now);
};
