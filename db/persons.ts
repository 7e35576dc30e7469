import { sql } from 'kysely';
import type { Person } from '#server/domain/speakers/independence';
import { authorsOf } from './audit';
import type { Db } from './database';

/** Accounts as independence sees them, by id; one that is unknown is absent. */
export const personsOf = async (
  db: Db,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, Person>> => {
  if (accounts.length === 0) return new Map();
  // A cycle is no work of ours, but an account tampered with must not hold a writer for ever.
  const { rows } = await sql<Person>`
    with recursive chain (account, inviter, rank) as (
      select id, invited_by, 1 from account where id = any(${accounts}) and invited_by is not null
      union all
      select chain.account, account.invited_by, rank + 1
      from chain join account on account.id = chain.inviter
      where account.invited_by is not null
    ) cycle inviter set is_again using path
    select id as account, organisation, created_at, vouched_at,
      array(
        select inviter::text from chain where chain.account = account.id and not is_again order by rank
      ) as inviters,
      greatest(created_at, changed_at) as changed_at
    from account where id = any(${accounts})
  `.execute(db);
  return new Map(rows.map((person) => [person.account, person]));
};

/** Who said each statement; absent when a command did. */
export const personsWhoSaid = async (
  db: Db,
  statements: readonly string[],
): Promise<ReadonlyMap<string, Person>> => {
  const authors = [...(await authorsOf(db, statements))];
  const persons = await personsOf(
    db,
    authors.map(([, { account }]) => account),
  );
  return new Map(
    authors.flatMap(([statement, { account }]) => {
      const person = persons.get(account);
      return person ? [[statement, person] as const] : [];
    }),
  );
};
