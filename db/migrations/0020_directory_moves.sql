-- What the directory says seldom changes, and is long to read: readers are told when it did.
alter table seq add column directory bigint not null default 0;

create function count_directory_change() returns trigger language plpgsql as $$
declare
  mine text := pg_current_xact_id()::text;
begin
  if current_setting('comptoir.directory_counted', true) is distinct from mine then
    perform set_config('comptoir.directory_counted', mine, true);
    update seq set directory = directory + 1;
  end if;
  return null;
end $$;

do $$
declare noun text;
begin
  foreach noun in array array['platform', 'dependency', 'mutuelle', 'convention', 'organisation'] loop
    execute format(
      'create constraint trigger directory_counted after insert or update or delete on %I deferrable initially deferred '
      'for each row execute function count_directory_change()', noun);
  end loop;
end $$;
