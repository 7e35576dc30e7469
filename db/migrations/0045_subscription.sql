-- Who asked to be told, without an account: where, sealed by SECRET_KEY, and of what. Nothing else is known of them, and
-- it is gone when they leave. The token that changes a subscription is computed from its id, so none is kept.
create table subscriber (
  id uuid primary key,
  channel text not null check (channel in ('email', 'webhook', 'push')),
  target text not null,
  -- Keyed digest of the address: it subscribes once.
  target_digest text not null unique,
  -- Who waits for whom: « email », or the channel and a keyed digest of the host that takes the message (`shareOf`).
  share text not null,
  created_at timestamptz not null,
  -- Null: the address has not answered, and nothing is sent to it.
  confirmed_at timestamptz check (confirmed_at >= created_at),
  -- When nothing more was sent, and why: a word of `Suspension`.
  suspended_at timestamptz,
  suspended_for text,
  -- Messages refused in a row, for good, by whoever takes them.
  refusals integer not null default 0 check (refusals >= 0),
  check ((suspended_at is null) = (suspended_for is null))
);
-- One thing that is followed. No mutuelle and no platform: all of the profession.
create table follow (
  subscriber uuid not null references subscriber on delete cascade,
  position smallint not null check (position >= 0),
  profession profession not null,
  mutuelles text[] not null default '{}',
  platforms text[] not null default '{}',
  -- Of the platforms, these flows alone; none: all.
  flows flows not null default '{}',
  kinds text[] not null check (cardinality(kinds) > 0 and kinds <@ array['change', 'payment', 'notice', 'maintenance', 'incident']),
  primary key (subscriber, position)
);
call refer('follow', 'mutuelles', 'mutuelle');
call refer('follow', 'platforms', 'platform');
create index on follow (profession);
