import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Account } from './accounts';
import { canonical } from './canonical';
import type { Db } from './database';
import { type Content, watchedAs } from './watched';

/** What a row of the journal says without saying of whom: `identity` in it is the digest of who it is. */
type Side = object | null;
type Entry = { noun: string; id: string; before: Side; after: Side };
type Who = { noun: string; id: string; content: Content };

/** SHA-256 of a salt that is kept beside it: once both are blanked it says nothing of who it was. */
export const identityDigest = (salt: string, content: Content): string =>
  createHash('sha256')
    .update(salt + canonical(content))
    .digest('hex');

/** Takes names and addresses out, puts them beside the chain, and gives what the chain may hold. */
export const withoutPeople = async <T extends Entry>(
  trx: Db,
  entries: readonly T[],
): Promise<(T & { agent: string | null })[]> => {
  const parted = entries.map((each) => ({
    each,
    before: part(each, each.before),
    after: part(each, each.after),
  }));
  const digestFor = await keep(
    trx,
    parted.flatMap(({ before, after }) => [before.who, after.who]).filter((who) => who !== null),
  );
  return parted.map(({ each, before, after }) => ({
    ...each,
    before: before.who ? { ...before.rest, identity: digestFor(before.who) } : before.rest,
    after: after.who ? { ...after.rest, identity: digestFor(after.who) } : after.rest,
    agent: after.agent,
  }));
};

const part = ({ noun, id }: Entry, side: Side): { rest: Side; who: Who | null; agent: string | null } => {
  const watched = watchedAs(noun);
  if (!watched || side === null) return { rest: side, who: null, agent: null };
  const { agent = null, ...said } = JSON.parse(JSON.stringify(side));
  const people = Object.entries(said).filter(
    ([field]) => field === 'email' || watched.people.includes(field),
  );
  if (people.length === 0) return { rest: said, who: null, agent };
  const rest = Object.entries(said).filter(([field]) => !people.some(([known]) => known === field));
  return { rest: Object.fromEntries(rest), who: { noun, id, content: Object.fromEntries(people) }, agent };
};

const nameOf = ({ noun, id, content }: Who): string => canonical([noun, id, content]);

/** The same content of the same thing is kept once. */
const keep = async (trx: Db, all: readonly Who[]): Promise<(who: Who) => string> => {
  const digests = new Map<string, string>();
  if (all.length > 0) {
    const known = await trx
      .selectFrom('identity')
      .select(['digest', 'noun', 'id', 'content'])
      .where('id', '=', sql<string>`any(${[...new Set(all.map(({ id }) => id))]}::text[])`)
      .where('blankedAt', 'is', null)
      .execute();
    for (const { digest, content, ...who } of known)
      digests.set(nameOf({ ...who, content: content as Content }), digest);
    const rows = [];
    for (const who of all) {
      if (digests.has(nameOf(who))) continue;
      const salt = randomBytes(16).toString('hex');
      const digest = identityDigest(salt, who.content);
      digests.set(nameOf(who), digest);
      rows.push({ digest, salt, ...who });
    }
    if (rows.length > 0)
      await sql`
        insert into identity (digest, noun, id, salt, content)
        select digest, noun, id, salt, content
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as given (digest text, noun text, id text, salt text, content jsonb)
      `.execute(trx);
  }
  return (who) => digests.get(nameOf(who)) ?? '';
};

/** The identities behind those digests; a blanked one is absent. */
export const readIdentities = async (
  db: Db,
  digests: readonly string[],
): Promise<ReadonlyMap<string, Content>> => {
  if (digests.length === 0) return new Map();
  const found = await db
    .selectFrom('identity')
    .select(['digest', 'content'])
    .where('digest', '=', sql<string>`any(${digests}::text[])`)
    .where('content', 'is not', null)
    .execute();
  return new Map(found.map(({ digest, content }) => [digest, content as Content]));
};

/** Forgets whatever was known of a thing; the chain holds on. */
export const blankIdentities = (trx: Db, noun: string, ids: readonly string[], now: Date) =>
  trx
    .updateTable('identity')
    .set({ salt: null, content: null, blankedAt: now })
    .where('noun', '=', noun)
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .where('blankedAt', 'is', null)
    .execute();

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
