-- Which facts each change brought: a reader that knows an older number reads those again, and no others. A change is
-- counted once a transaction and committed in the order of its number, so whoever sees a number sees all that it brought.
create table moved_fact (
  seq bigint not null,
  noun text not null,
  -- Of what says something about a fact, the fact that it is about.
  id text not null,
  at timestamptz not null default now_stored()
);
create index on moved_fact (seq);

create or replace function count_change() returns trigger language plpgsql as $$
declare
  mine text := pg_current_xact_id()::text;
  reached bigint;
  held text := case
    when tg_table_name in ('statement', 'incident', 'incident_update', 'maintenance', 'notice', 'payment_day') then 'id'
    when tg_table_name in ('confirmation', 'retraction') then 'statement'
    when tg_table_name = 'closing' then 'incident'
  end;
begin
  if current_setting('comptoir.counted', true) is distinct from mine then
    perform set_config('comptoir.counted', mine, true);
    update seq set last = last + 1, moved_at = greatest(moved_at, now_stored()) returning last into reached;
    perform set_config('comptoir.reached', reached::text, true);
    perform pg_notify('seq', reached::text);
  end if;
  if held is not null then
    insert into moved_fact (seq, noun, id)
    values (current_setting('comptoir.reached')::bigint, tg_table_name, to_jsonb(new) ->> held);
  end if;
  return null;
end $$;
