create table notice (
  id slug primary key,
  by slug not null references organisation,
  published_at timestamptz not null,
  valid_until timestamptz,
  withdrawn_at timestamptz,
  professions professions,
  platforms text[] not null,
  title text not null,
  body text not null,
  advice advice_code,
  source_url text,
  stored_at timestamptz not null default now_stored()
);
create index on notice (published_at, id);
call put_on_record('notice', 'refuse_rewriting', 'valid_until', 'withdrawn_at');
call refer('notice', 'platforms', 'platform');
