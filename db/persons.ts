import { sql } from 'kysely';
import type { Organisation } from '#server/domain/facts/directory';
import type { Person } from '#server/domain/speakers/independence';
import type { Account } from './accounts';
import { authorsOf } from './audit';
import type { Db } from './database';
import { type Restriction, unappliedBy } from './restrictions';

/** Accounts as independence sees them, by id; one that is unknown is absent. */
export const personsOf = async (
  db: Db,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, Person>> => {
  if (accounts.length === 0) return new Map();
  const { rows } = await sql<Person>`
    with ${chainOf(accounts)} select ${PERSON} from account where id = any(${accounts})
  `.execute(db);
  return new Map(rows.map((person) => [person.account, person]));
};

// A cycle is no work of ours, but an account tampered with must not hold a writer for ever.
const chainOf = (accounts: readonly string[]) => sql`
  recursive chain (account, inviter, rank) as (
    select id, invited_by, 1 from account where id = any(${accounts}) and invited_by is not null
    union all
    select chain.account, account.invited_by, rank + 1
    from chain join account on account.id = chain.inviter
    where account.invited_by is not null
  ) cycle inviter set is_again using path
`;

const PERSON = sql`
  account.id as account, account.organisation, account.created_at, account.vouched_at,
  array(
    select inviter::text from chain where chain.account = account.id and not is_again order by rank
  ) as inviters,
  greatest(account.created_at, account.changed_at) as changed_at
`;

type SpeakerRow = Person &
  Pick<Account, 'name' | 'email' | 'role' | 'disabledAt' | 'suspendedAt'> & {
    organisationName: string;
    lost: Restriction['scope'][];
  } & Omit<Organisation, 'id' | 'name'>;

/** Who speaks by an account: the account, the person, the organisation, and what narrowings that it does not say yet took from it. */
export const readSpeaker = async (db: Db, account: string, now: Date) => {
  const { rows } = await sql<SpeakerRow>`
    with ${chainOf([account])}
    select ${PERSON}, account.name, account.email, account.role, account.disabled_at, account.suspended_at,
      organisation.name as organisation_name, organisation.kind, organisation.professions, organisation.platforms,
      organisation.mutuelles,
      (
        select coalesce(json_agg(scope order by takes_effect_at), '[]') from restriction
        where target = organisation.id and ${unappliedBy(now)}
      ) as lost
    from account join organisation on organisation.id = account.organisation
    where account.id = ${account}
  `.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const { organisationName, kind, professions, platforms, mutuelles, lost, ...rest } = row;
  const { name, email, role, disabledAt, suspendedAt, ...person } = rest;
  const organisation: Organisation = {
    id: person.organisation,
    name: organisationName,
    kind,
    professions,
    platforms,
    mutuelles,
  };
  return { account: { name, email, role, disabledAt, suspendedAt }, person, organisation, lost };
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
