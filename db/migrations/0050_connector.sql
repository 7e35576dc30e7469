-- Where an organisation's own tools speak to us: an address with a token, or a page of theirs that is asked each minute.
-- What they say waits as drafts (0051): nothing is published by it.
create table connector (
  id slug primary key,
  organisation slug not null references organisation,
  name text not null,
  -- SHA-256 of the token, which is shown once.
  token_hash text not null unique,
  made_at timestamptz not null,
  made_by slug not null references account,
  revoked_at timestamptz,
  revoked_by slug references account,
  -- Its organisation's summary.json in the form of Statuspage; null: none is asked.
  summary_url text check (summary_url like 'https://%'),
  -- The last asking: what was wrong with it, how often in a row, and what the next is asked under the condition of.
  asked_at timestamptz,
  failure text,
  failures integer not null default 0 check (failures >= 0),
  entity_tag text,
  modified text,
  check ((revoked_at is null) = (revoked_by is null))
);
create index on connector (organisation);

-- What a tool's words are about: all of these labels together stand for these flows, for these professions.
create table connector_link (
  id slug primary key,
  connector slug not null references connector,
  labels text[] not null check (cardinality(labels) > 0),
  platform slug not null references platform,
  flows flows not null check (cardinality(flows) > 0),
  professions professions,
  -- Null: as the tool has it.
  health declared_health check (health <> 'operational'),
  made_at timestamptz not null,
  made_by slug not null references account,
  removed_at timestamptz,
  removed_by slug references account,
  check ((removed_at is null) = (removed_by is null))
);
create index on connector_link (connector);

-- What was sent, masked, stored before it is answered and read from here: a process that is killed loses none of it.
create table connector_payload (
  id slug primary key,
  connector slug not null references connector,
  digest text not null,
  body text not null,
  -- The tool whose shape it has; null: no shape that is known, or not read yet.
  tool text,
  first_heard_at timestamptz not null,
  heard_at timestamptz not null,
  times integer not null default 1,
  -- Null: still to be read.
  handled_at timestamptz,
  unique (connector, digest)
);
create index on connector_payload (heard_at);
create index on connector_payload (first_heard_at) where handled_at is null;
