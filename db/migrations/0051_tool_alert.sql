-- One outage as a tool tells it, and what became of its draft: a person of the organisation says it, or drops it.
create table tool_alert (
  id slug primary key,
  connector slug not null references connector,
  -- Digest of the tool's own names for it.
  key text not null,
  -- Whether the key names one outage, or one thing that may fail again.
  is_once boolean not null,
  labels text[] not null,
  title text not null,
  text text,
  health declared_health not null,
  stage stage,
  -- Of the tool's last word, where its words have names.
  word text,
  started_at timestamptz not null,
  heard_at timestamptz not null,
  -- The tool's own instant of its last word; null: it gives none.
  told_at timestamptz,
  ended_at timestamptz,
  state text not null check (state in ('waiting', 'over', 'published', 'returning', 'returned', 'dropped')),
  -- Where a person said it.
  incident slug references incident,
  settled_by slug references account,
  settled_at timestamptz,
  -- Why it was dropped.
  note text,
  check (state not in ('published', 'returning', 'returned') or incident is not null),
  check (state not in ('over', 'returning', 'returned') or ended_at is not null),
  check ((state = 'dropped') = (note is not null))
);
-- Whatever is replayed and in whatever order: one draft of a thing at a time.
create unique index on tool_alert (connector, key)
  where state in ('waiting', 'over', 'published', 'returning') or ended_at is null;
create index on tool_alert (connector, key, heard_at);
create index on tool_alert (state) where state in ('waiting', 'over', 'returning');
