-- Power over people is asked, told to those concerned, and takes effect an hour later, or at once with a second
-- person: who asked, since when it holds, who agreed, who called it off. A widening holds at once, and is told as well.

-- `account.disabled_at`, `api_key.revoked_at` and `probe.disabled_at` may lie ahead: all read them against now, so that
-- what was asked holds from its instant whether anything runs or not.

-- Suspended: may do nothing until somebody lifts it. The account keeps its age, its factors and its keys.
alter table account add column suspended_at timestamptz;

create table restriction (
  id slug primary key,
  action text not null check (
    action in (
      'account-closing', 'account-suspension', 'scope-narrowing', 'scope-widening', 'probe-stopping', 'key-revocation'
    )
  ),
  -- The account, organisation, probe or key that it bears on.
  target slug not null,
  -- Whose it is: told to its managers, who may call it off.
  organisation slug not null references organisation,
  -- Of a narrowing what it takes, of a widening what it gives: professions, platforms, mutuelles.
  scope jsonb,
  reason text,
  account slug not null references account,
  asked_at timestamptz not null,
  -- Null: not before a second person agrees.
  takes_effect_at timestamptz,
  settled_by slug references account,
  settled_at timestamptz,
  -- Null beside an instant: called off by the machine's command.
  cancelled_by slug references account,
  cancelled_at timestamptz,
  -- Of a narrowing: since when the organisation itself says so.
  applied_at timestamptz,
  check ((scope is not null) = (action in ('scope-narrowing', 'scope-widening'))),
  check ((settled_by is null) = (settled_at is null)),
  check (cancelled_at is not null or cancelled_by is null)
);
create index on restriction (target, action);
create index on restriction (account, asked_at);
create index on restriction (organisation, asked_at);

-- What is stopped, or about to be, may have contradicted: its flow was touched then. Once put on again, its switches say it.
create or replace view measure_touch as
  select probe.platform, probe.flow, probe_version.defined_at as touched_at
  from probe join probe_version on probe_version.probe = probe.id where probe_version.number > 1
  union all
  select probe.platform, probe.flow, probe_switch.turned_at
  from probe join probe_switch on probe_switch.probe = probe.id where not is_on
  union all
  select platform, flow, disabled_at from probe where disabled_at is not null
  union all
  select probe.platform, probe.flow, api_key.revoked_at
  from probe join api_key on api_key.id = probe.key where api_key.revoked_at is not null;
