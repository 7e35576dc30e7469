create table statement (
  id slug primary key,
  incident slug references incident,
  update slug references incident_update,
  by slug not null references organisation,
  effective_at timestamptz not null,
  precision said_precision not null,
  recorded_at timestamptz not null,
  platform slug not null references platform,
  flows flows not null,
  professions professions,
  -- Null: all. None at all would be a statement about nobody.
  mutuelles text[] check (cardinality(mutuelles) > 0),
  health declared_health not null,
  valid_until timestamptz,
  expected_back timestamptz,
  next_update_due timestamptz,
  stage stage,
  text text,
  source_url text,
  stored_at timestamptz not null default now_stored(),
  -- When it speaks from, and what every question looks up (answers.md §3, « said »).
  said timestamptz not null generated always as (greatest(effective_at, recorded_at)) stored
);
create index on statement (said);
create index on statement (platform, said);
create index on statement (incident, effective_at);
call put_on_record('statement', 'refuse_rewriting', 'valid_until');
call refer('statement', 'mutuelles', 'mutuelle');

create table confirmation (
  statement slug not null references statement,
  by slug not null references organisation,
  recorded_at timestamptz not null,
  stored_at timestamptz not null default now_stored(),
  primary key (statement, by, recorded_at)
);
call put_on_record('confirmation', 'refuse_rewriting');

create table retraction (
  statement slug not null references statement,
  by slug not null references organisation,
  recorded_at timestamptz not null,
  reason text,
  stored_at timestamptz not null default now_stored()
);
create unique index on retraction (statement, by, recorded_at, md5(reason)) nulls not distinct;
call put_on_record('retraction', 'refuse_rewriting');
