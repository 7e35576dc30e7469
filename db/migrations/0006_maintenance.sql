-- `from` at or after `to` is stored, and is never in force.
create table maintenance (
  id slug primary key,
  by slug not null references organisation,
  platform slug not null references platform,
  flows flows not null,
  professions professions,
  "from" timestamptz not null,
  "to" timestamptz not null,
  recorded_at timestamptz not null,
  text text,
  cancelled_at timestamptz,
  stored_at timestamptz not null default now_stored()
);
create index on maintenance ("to");
create index on maintenance ("from", id);
call put_on_record('maintenance', 'refuse_rewriting', 'cancelled_at');
