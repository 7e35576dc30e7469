-- What each start prints while nobody has an account: whoever brings one of these invites the first person, once. Kept as
-- digests, for all instances over this database; the first that serves ends the others.
create table first_steps_token (
  token_hash text primary key,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  used_at timestamptz
);
