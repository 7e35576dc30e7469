-- What was answered to a key (interfaces.md §4): the same again within 24 h, never a second fact.
create table idempotency (
  -- The account that wrote.
  scope slug not null references account,
  key text not null,
  fingerprint text not null,
  status integer not null,
  headers jsonb not null,
  body text not null,
  created_at timestamptz not null,
  primary key (scope, key)
);
create index on idempotency (created_at);

-- What waits for a second person: a closing over what is not over, the retraction of a bad statement.
create table request (
  id slug primary key,
  action text not null check (action in ('closing', 'retraction')),
  target slug not null,
  account slug not null references account,
  organisation slug not null references organisation,
  body jsonb not null,
  asked_at timestamptz not null,
  done_at timestamptz
);
create unique index on request (action, target) where done_at is null;

-- What a mutuelle would have changed of itself; the desk decides.
create table proposal (
  id slug primary key,
  organisation slug not null references organisation,
  account slug not null references account,
  action text not null check (action in ('mutuelle', 'convention', 'convention-end')),
  mutuelle slug not null references mutuelle,
  content jsonb not null,
  proposed_at timestamptz not null,
  decided_at timestamptz,
  decided_by slug references account,
  accepted boolean,
  note text
);
create index on proposal (decided_at);

create table draft (
  account slug not null references account,
  form text not null,
  content jsonb not null,
  saved_at timestamptz not null,
  primary key (account, form)
);

-- The notice that this one corrects: both stay readable, each names the other.
alter table notice add column corrects slug references notice;
create index on notice (corrects);
create index on maintenance (platform);
