-- What the directory and the incidents said before: each content they ever had, whole, as in a dataset file.
create table version (
  number bigint generated always as identity primary key,
  noun text not null check (noun in ('platform', 'mutuelle', 'convention', 'organisation', 'incident')),
  -- The id; for a convention its key, (mutuelle, platform, code, csr, from), as a JSON array.
  id text collate "C" not null,
  content jsonb not null,
  stored_at timestamptz not null default now_stored()
);
create index on version (noun, id, number);
call put_on_record('version', 'refuse_rewriting');
