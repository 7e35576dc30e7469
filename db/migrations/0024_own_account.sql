-- What was tried at an account and what was changed of it, told to its owner and to those who answer for it. Rows live
-- 90 days; what strangers repeat within a minute is one row.
create table security_event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  event text not null,
  -- Whose account; what is known of no account is counted and logged, not stored.
  account slug not null references account,
  organisation slug not null references organisation,
  -- Who did it, when somebody signed in did: not always its owner.
  by slug references account,
  -- A network, never an address.
  came_from text not null,
  -- How many of the same were seen since the last that was told.
  times integer not null default 1 check (times > 0),
  about jsonb not null default '{}'
);
create index on security_event (account, id desc);
create index on security_event (organisation, id desc);
create index on security_event (at);

-- Accounts that have to choose a new password; gone once they did. `wrong-codes`: too many wrong codes followed a right
-- password, so somebody else may know it; until it is changed, six digits from an unknown browser open nothing.
create table password_renewal (
  account slug primary key references account,
  reason text not null check (reason in ('asked', 'wrong-codes')),
  asked_at timestamptz not null,
  asked_by slug references account
);

-- Opened by a password that has to be changed: such a session does nothing else first.
alter table session add column must_renew boolean not null default false;
-- When the password was typed again, to change a factor; null: not, or it has served.
alter table session add column password_at timestamptz;

-- The secret offered to an application of codes: only this one is taken, and only for a while.
create table totp_offer (
  account slug primary key references account,
  sealed text not null,
  expires_at timestamptz not null
);
