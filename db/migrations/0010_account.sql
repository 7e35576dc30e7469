-- Who may write. Nothing here is public record: rows change, and readers' seq does not move.

create domain role as text check (value in ('author', 'manager', 'desk'));

create table account (
  id slug primary key,
  organisation slug not null references organisation,
  -- Compared folded: a second account must not differ by its capitals.
  email text not null check (email = lower(email)),
  name text not null,
  role role not null,
  password_hash text,
  -- Sealed with the server's key: a stolen dump opens no session.
  totp_secret text,
  -- The last time step used: a code serves once.
  totp_step bigint,
  invited_by slug references account,
  created_at timestamptz not null,
  disabled_at timestamptz
);
create unique index on account (email);

create table recovery_code (
  account slug not null references account,
  hash text not null,
  used_at timestamptz,
  primary key (account, hash)
);

create table passkey (
  id text primary key,
  account slug not null references account,
  name text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index on passkey (account);

-- Tokens are kept as digests: reading this table opens nothing.
create table invitation (
  id slug primary key,
  token_hash text not null unique,
  organisation slug not null references organisation,
  email text not null check (email = lower(email)),
  role role not null,
  invited_by slug references account,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz
);
create index on invitation (organisation);

create table session (
  token_hash text primary key,
  account slug not null references account,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- Null until the second factor is shown: such a session may do nothing else.
  proved_at timestamptz,
  -- When a factor was last shown; publishing wants it fresh.
  stepped_up_at timestamptz,
  ended_at timestamptz,
  came_from text not null,
  agent text not null
);
create index on session (account);

-- What an authenticator is asked to sign; serves once. `account` null: signing in, not yet known who.
create table challenge (
  text text primary key,
  account slug references account,
  expires_at timestamptz not null
);

create table api_key (
  id slug primary key,
  hash text not null unique,
  account slug not null references account,
  organisation slug not null references organisation,
  kind text not null check (kind in ('writer', 'probe')),
  name text not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz
);
create index on api_key (organisation);

-- A professional signed in by Pro Santé Connect: a keyed digest of who it is, nothing else.
create table professional_session (
  token_hash text primary key,
  subject_hash text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

-- The shape rate-limiter-flexible keeps its counters in.
create table attempt (
  key text primary key,
  points integer not null default 0,
  expire bigint
);
create index on attempt (expire);
