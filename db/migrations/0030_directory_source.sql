-- Addresses of lists and datasets of conventions that are read each day. What they say waits for the desk, who has it
-- loaded or puts it aside: nothing is loaded by itself.
create table directory_source (
  id slug primary key,
  url text not null check (url like 'https://%'),
  -- A row takes the place of the convention on record, rather than add to it.
  is_replacing boolean not null,
  added_at timestamptz not null,
  added_by slug not null references account,
  removed_at timestamptz,
  removed_by slug references account,
  -- The last reading, and what was wrong with it.
  read_at timestamptz,
  failure text,
  -- What it says, while that waits: null when the record says so already, or the desk put it aside.
  waiting bytea,
  waiting_digest text,
  waiting_since timestamptz,
  put_aside_digest text,
  check ((waiting is null) = (waiting_digest is null) and (waiting is null) = (waiting_since is null))
);
create unique index on directory_source (url) where removed_at is null;
