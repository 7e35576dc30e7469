create table incident (
  id slug primary key,
  title text not null,
  cause text,
  platforms text[] not null,
  stored_at timestamptz not null default now_stored()
);
call put_on_record('incident', 'refuse_renaming', 'id', 'stored_at');
call refer('incident', 'platforms', 'platform');

create table incident_update (
  id slug primary key,
  incident slug not null references incident,
  by slug not null references organisation,
  effective_at timestamptz not null,
  recorded_at timestamptz not null,
  stage stage,
  text text,
  next_update_due timestamptz,
  stored_at timestamptz not null default now_stored()
);
create index on incident_update (incident, effective_at);
call put_on_record('incident_update', 'refuse_rewriting');

create table closing (
  incident slug not null references incident,
  by slug not null references organisation,
  effective_at timestamptz not null,
  recorded_at timestamptz not null,
  note text,
  stored_at timestamptz not null default now_stored()
);
-- All fields are the key; a digest of the note, since an index entry has no room for a long one.
create unique index on closing (incident, by, effective_at, recorded_at, md5(note)) nulls not distinct;
call put_on_record('closing', 'refuse_rewriting');
