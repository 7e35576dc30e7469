-- What tells whether two persons are independent: who may confirm, settle or decide what another one began.

-- The machine's command answers for a person of less than seven days. Once: a later one would reach back less far.
alter table account add column vouched_at timestamptz;
-- The last recovery, new password or new factor; null: none since it was opened.
alter table account add column changed_at timestamptz;
update account set changed_at = journal.at
from (
  select id, max(at) as at from audit
  where noun = 'account' and action in ('account-recovered', 'totp', 'recovery-codes', 'passkey')
  group by id
) journal
where journal.id = account.id;

-- Whether this word may confirm another speaker's return: decided once, when it is accepted.
alter table statement add column witness boolean not null default true;

-- In which session a bad word was said: for ten minutes that session takes it back alone. Old rows go with the next word.
create table statement_session (
  statement slug primary key references statement,
  -- The digest of the session's token.
  session text not null,
  said_at timestamptz not null
);
create index on statement_session (said_at);
