import { findAccount } from '#db/accounts';
import { type AuditEntry, appendAudit, BY_COMMAND } from '#db/audit';
import { readNow } from '#db/clock';
import type { Db } from '#db/database';
import { openDatabase } from '#db/open';
import { listOrganisations, readOrganisation } from '#db/organisations';
import { seed } from '#server/dataset/seed';
import type { Env } from '../env';

/** `at`: when it was done, where it changed what « now » is. */
export type Done = { entries: AuditEntry[]; lines: string[]; at?: Date };
/** An order of `admin`, run in one transaction with its audit entries. */
export type Work = (trx: Db, env: Env, now: Date) => Promise<Done>;
export type Perform = (work: Work) => Promise<void>;

const REFUSALS = {
  organisation: (id: string, known: string) =>
    `Organisation inconnue : « ${id} ». Connues : ${known}. Ajoutez-la par « organisation ».`,
  account: (email: string) => `Aucun compte n’a l’adresse « ${email} » : invitez-la par « invite ».`,
};

export const inDatabase = async (env: Env, work: Work): Promise<string[]> => {
  const { db, close } = await openDatabase(env);
  try {
    await seed(db);
    return await db.transaction().execute(async (trx) => {
      const now = await readNow(trx);
      const done = await work(trx, env, now);
      await appendAudit(trx, BY_COMMAND, done.at ?? now, done.entries);
      return done.lines;
    });
  } finally {
    await close();
  }
};

/** Throws, naming those there are, when there is no such organisation. */
export const knownOrganisation = async (trx: Db, id: string) => {
  const organisation = await readOrganisation(trx, id);
  if (organisation) return organisation;
  const known = (await listOrganisations(trx)).map((each) => each.id).join(', ');
  throw new Error(REFUSALS.organisation(id, known));
};

/** Throws when nobody has that address. */
export const knownAccount = async (trx: Db, email: string) => {
  const account = await findAccount(trx, email);
  if (!account) throw new Error(REFUSALS.account(email));
  return account;
};

export const listOf = (text: string): string[] => text.split(',').filter((each) => each !== '');
