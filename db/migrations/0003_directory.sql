create table platform (
  id slug primary key,
  name text not null,
  kind platform_kind not null,
  owner text,
  website text,
  professional_portal text,
  convention_codes text[] not null,
  professions professions,
  flows flows not null,
  contacts jsonb not null,
  sources text[] not null,
  stored_at timestamptz not null default now_stored()
);
call put_on_record('platform', 'refuse_renaming', 'id', 'stored_at');

-- In the order of the file: it decides which link is shown first (answers.md §3). Cycles are accepted.
-- The one table whose rows go: an edge belongs to the content of its platform, whose versions keep it.
create table dependency (
  "from" slug not null references platform,
  rank integer not null,
  platform slug not null references platform,
  flows flows not null,
  primary key ("from", rank)
);

create table mutuelle (
  id slug primary key,
  name text not null,
  aliases text[] not null,
  amc_numbers text[] not null,
  stored_at timestamptz not null default now_stored()
);
call put_on_record('mutuelle', 'refuse_renaming', 'id', 'stored_at');

-- `from` at or after `to` is stored: such a convention is never in force, and ending one on the day it
-- began is how a mistaken one is undone.
create table convention (
  mutuelle slug not null references mutuelle,
  platform slug not null references platform,
  professions professions,
  code text,
  csr text,
  "from" date,
  "to" date,
  source_url text,
  source_kind text,
  source_as_of partial_date,
  source_confidence confidence not null,
  stored_at timestamptz not null default now_stored(),
  unique nulls not distinct (mutuelle, platform, code, csr, "from")
);
create index on convention (platform);
call put_on_record('convention', 'refuse_renaming', 'mutuelle', 'platform', 'code', 'csr', 'from', 'stored_at');

create table organisation (
  id slug primary key,
  name text not null,
  kind organisation_kind not null,
  professions professions,
  platforms text[] not null,
  mutuelles text[] not null,
  stored_at timestamptz not null default now_stored(),
  -- A union speaks for its own professions only: without any named it would speak for all.
  check (kind <> 'union' or professions is not null)
);
call put_on_record('organisation', 'refuse_renaming', 'id', 'stored_at');
call refer('organisation', 'platforms', 'platform');
call refer('organisation', 'mutuelles', 'mutuelle');
