-- The journal: who did what, chained so that no edit, deletion or swap goes unseen (`npm run verify`).
create table audit (
  number bigint primary key,
  at timestamptz not null,
  -- Null: a command run by whoever keeps the machine.
  account slug references account,
  organisation slug references organisation,
  via text not null check (via in ('session', 'key', 'command')),
  -- The key's id, when by key.
  key slug references api_key,
  -- The network it came from, its host part taken away.
  came_from text not null,
  action text not null,
  noun text not null,
  -- As long as the noun's key is: JSON for those whose key is several fields.
  id text collate "C" not null,
  before jsonb,
  after jsonb,
  -- SHA-256 of the row before, of this one with it. Hexadecimal.
  previous text not null,
  hash text not null
);
create index on audit (noun, id, number);
create index on audit (organisation, number);
create trigger no_removal before delete on audit for each row execute function refuse_removal();
create trigger no_truncation before truncate on audit for each statement execute function refuse_removal();
create trigger kept after update on audit for each row execute function refuse_rewriting();

-- Locked by whoever appends: the chain has one end.
create table audit_head (single boolean primary key default true check (single), number bigint not null, hash text not null);
insert into audit_head (number, hash) values (0, repeat('0', 64));

-- The journal holds every content a thing ever had: the list of versions said the same again.
drop table version;
