-- What those who follow were told, and what they are owed. Every committed change, and every instant that turns a
-- judgement, moves `seq` in its own transaction: that is the outbox. `fan_out` says how far it was followed, so that any
-- instance goes on where another stopped; nothing is written for it while nobody follows anything.
create table fan_out (
  single boolean primary key default true check (single),
  -- Of the last fan-out that found a change.
  number bigint not null default 0,
  -- What it had read: all changes up to this number, judged at this instant.
  seq bigint not null default 0,
  at timestamptz
);
insert into fan_out default values;

-- Everything that may be followed, as it was at the last fan-out.
create table fan_out_value (
  subject text primary key,
  value text not null
);

-- What turned at each fan-out, for those who do not know it yet; taken away once all do. `before` null: it was not there.
create table fan_out_change (
  number bigint not null,
  subject text not null,
  before text,
  after text not null,
  -- Whom it concerns, where the subject alone does not say it: a list of `Reach`.
  reach jsonb,
  primary key (number, subject)
);

-- One row for each subscriber that is told, from the fan-out after it was confirmed.
create table delivery (
  subscriber uuid primary key references subscriber on delete cascade,
  -- As of its subscriber: who waits for whom.
  share text not null,
  -- The fan-out up to which it knows what concerns it, while something is owed; and the last one that concerns it.
  known bigint not null,
  owed bigint not null,
  -- When the next message leaves; null: nothing is owed.
  due_at timestamptz,
  -- 0 before 1 before 2.
  priority smallint not null default 0,
  -- Whoever hands it over has until then; after that it is somebody else's.
  claimed_until timestamptz,
  -- What the last message that may have arrived is called, and the fan-out that the first of them told.
  message uuid,
  tried bigint,
  attempts smallint not null default 0 check (attempts >= 0),
  -- Since when nothing arrives, and what was answered.
  failing_since timestamptz,
  failure text,
  delivered_at timestamptz,
  check ((message is null) = (tried is null))
);
create index on delivery (share, priority, due_at) where due_at is not null;

-- A subscriber that is confirmed, or suspended no more, is heard of as a change is.
create function tell_subscriber() returns trigger language plpgsql as $$
begin
  perform pg_notify('seq', last::text) from seq;
  return null;
end $$;
create trigger heard after insert or update of confirmed_at, suspended_at on subscriber
  for each row when (new.confirmed_at is not null and new.suspended_at is null) execute function tell_subscriber();
