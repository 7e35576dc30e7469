-- When the record last moved: time never goes back behind it, whatever the clock of this machine does. A bad word said
-- after the clock went back must not be older than the good one before.
alter table seq add column moved_at timestamptz not null default now_stored();

create or replace function count_change() returns trigger language plpgsql as $$
declare
  mine text := pg_current_xact_id()::text;
  reached bigint;
begin
  if current_setting('comptoir.counted', true) is distinct from mine then
    perform set_config('comptoir.counted', mine, true);
    update seq set last = last + 1, moved_at = greatest(moved_at, now_stored()) returning last into reached;
    perform pg_notify('seq', reached::text);
  end if;
  return null;
end $$;
