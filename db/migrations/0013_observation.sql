-- What is measured (answers.md §6): who measures, every result as it came, and what is kept of it for years.

create domain probe_kind as text check (value in ('http', 'tcp', 'tls', 'dns', 'heartbeat', 'pushed'));
create domain outcome as text check (value in ('ok', 'failed', 'timeout'));
create domain flow as text check (value in (
  'idb', 'clc', 'pec', 'dre', 'arl', 'noemie', 'virement', 'portail', 'carte'
));

-- One probe, one flow. Ours (http, tcp, tls, dns) are run from here; a heartbeat calls us; a key pushes.
create table probe (
  id slug primary key,
  platform slug not null references platform,
  flow flow not null,
  name text not null,
  kind probe_kind not null,
  -- How often a result is promised: silence is counted in these.
  interval_seconds integer not null check (interval_seconds between 10 and 86400),
  timeout_ms integer not null check (timeout_ms between 100 and 60000),
  -- What ours do, in order; of the others, nothing.
  steps jsonb not null,
  -- A heartbeat's secret, as a digest.
  token_hash text unique,
  -- Whose key pushes.
  key slug references api_key,
  created_at timestamptz not null,
  -- Null: it does not count, and is not run.
  enabled_at timestamptz,
  disabled_at timestamptz,
  unique (key, platform, flow),
  check ((kind = 'heartbeat') = (token_hash is not null)),
  check ((kind = 'pushed') = (key is not null))
);
create index on probe (platform, flow);
call put_on_record('probe', 'refuse_renaming', 'id', 'platform', 'flow', 'kind', 'key', 'created_at');

-- Raw, by month of what was observed: a month is dropped whole once its time is over. A removal inside one is refused.
create table observation (
  probe slug not null references probe,
  observed_at timestamptz not null,
  recorded_at timestamptz not null,
  outcome outcome not null,
  duration_ms integer check (duration_ms >= 0),
  -- The source's own count, where it keeps one.
  sequence bigint,
  -- What our own probe saw, in short.
  seen text,
  -- We could not see at all: kept, and counted against nobody.
  blind boolean not null default false,
  unique nulls not distinct (probe, observed_at, sequence, outcome)
) partition by range (observed_at);
create index on observation (probe, sequence) where sequence is not null;
create index on observation (recorded_at);
create trigger no_removal before delete on observation for each row execute function refuse_removal();
create trigger kept after update on observation for each row execute function refuse_rewriting();

create function observation_month(instant timestamptz) returns text language sql immutable
  return 'observation_' || to_char(instant at time zone 'UTC', 'YYYY_MM');

-- The month an instant falls in, ready to hold it.
create procedure open_observation_month(instant timestamptz) language plpgsql as $$
declare
  starts timestamp := date_trunc('month', instant at time zone 'UTC');
begin
  if to_regclass(observation_month(instant)) is null then
    perform pg_advisory_xact_lock(hashtext('observation_month'));
    execute format('create table if not exists %I partition of observation for values from (%L) to (%L)',
      observation_month(instant), starts at time zone 'UTC', (starts + interval '1 month') at time zone 'UTC');
  end if;
end $$;

-- Results of one kind in a row, as the raw series gives them: a year is read as a handful of rows, and what was
-- concluded outlives the raw results. Made again from the raw ones whenever a late result falls inside.
create table observation_run (
  probe slug not null references probe,
  first_at timestamptz not null,
  -- When there were three: enough to conclude.
  third_at timestamptz,
  last_at timestamptz not null,
  is_ok boolean not null,
  primary key (probe, first_at)
);
create index on observation_run (probe, last_at);

-- Counts, by hour in UTC and by day in Paris; kept.
create table observation_hour (
  probe slug not null references probe,
  hour timestamptz not null,
  ok integer not null,
  failed integer not null,
  timeout integer not null,
  -- Of those that told how long they took.
  timed integer not null,
  duration_ms bigint not null,
  slowest_ms integer not null,
  primary key (probe, hour)
);
create table observation_day (
  probe slug not null references probe,
  day date not null,
  ok integer not null,
  failed integer not null,
  timeout integer not null,
  timed integer not null,
  duration_ms bigint not null,
  slowest_ms integer not null,
  primary key (probe, day)
);

-- A key says how often what it pushes is to be expected.
alter table api_key add column interval_seconds integer not null default 300
  check (interval_seconds between 10 and 86400);
