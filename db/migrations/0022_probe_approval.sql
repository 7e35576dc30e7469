-- Which measures may bear witness to a return: who gave each probe its definition, who approved it, who turned it on or
-- off, and, decided when each return was said, which probes were fit to witness it.

create table probe_version (
  probe slug not null references probe,
  number integer not null check (number > 0),
  name text not null,
  interval_seconds integer not null,
  timeout_ms integer not null,
  steps jsonb not null,
  defined_at timestamptz not null,
  -- Null: the program, for the probes it comes with; or nobody known.
  defined_by slug references account,
  primary key (probe, number)
);

create table probe_approval (
  probe slug not null,
  number integer not null,
  approved_at timestamptz not null,
  -- Null: the program, of its own definitions.
  approved_by slug references account,
  primary key (probe, number),
  foreign key (probe, number) references probe_version
);

create table probe_switch (
  number bigint generated always as identity primary key,
  probe slug not null references probe,
  turned_at timestamptz not null,
  turned_by slug references account,
  is_on boolean not null
);
create index on probe_switch (probe, number);

create table witnessing_probe (
  statement slug not null references statement,
  probe slug not null references probe,
  decided_at timestamptz not null,
  primary key (statement, probe)
);
create index on witnessing_probe (probe, decided_at);

-- Whenever something that measures a flow was changed, turned off, or its key revoked: it may have contradicted.
create view measure_touch as
  select probe.platform, probe.flow, probe_version.defined_at as touched_at
  from probe join probe_version on probe_version.probe = probe.id where probe_version.number > 1
  union all
  select probe.platform, probe.flow, probe_switch.turned_at
  from probe join probe_switch on probe_switch.probe = probe.id where not is_on
  union all
  select probe.platform, probe.flow, api_key.revoked_at
  from probe join api_key on api_key.id = probe.key where api_key.revoked_at is not null;

-- What is known of those there are. A definition that the journal gives to an account waits for a second person, as does
-- a key's; one that came with the program is the program's.
insert into probe_version (probe, number, name, interval_seconds, timeout_ms, steps, defined_at, defined_by)
select probe.id, 1, probe.name, probe.interval_seconds, probe.timeout_ms, probe.steps,
  coalesce(given.at, probe.created_at), coalesce(given.account, api_key.account)
from probe
left join api_key on api_key.id = probe.key
left join lateral (
  select at, account from audit
  where noun = 'probe' and audit.id = probe.id and action in ('probe', 'probe-changed')
  order by number desc limit 1
) as given on true;

insert into probe_approval (probe, number, approved_at, approved_by)
select probe, number, defined_at, null
from probe_version join probe on probe.id = probe_version.probe
where probe.id = 'portail-' || probe.platform and probe_version.defined_by is null
  and not exists (select from audit where noun = 'probe' and audit.id = probe.id and action in ('probe', 'probe-changed'));

insert into probe_switch (probe, turned_at, turned_by, is_on)
select probe.id, audit.at, audit.account, audit.action = 'probe-enabled'
from audit join probe on probe.id = audit.id
where noun = 'probe' and action in ('probe-enabled', 'probe-disabled')
order by audit.number;

call put_on_record('probe_version', 'refuse_rewriting');
call put_on_record('probe_approval', 'refuse_rewriting');
call put_on_record('probe_switch', 'refuse_rewriting');
call put_on_record('witnessing_probe', 'refuse_rewriting');
