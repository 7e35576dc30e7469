-- What grows for years is looked up by what is asked of it.

-- The journal by who did what, and by what it was done to; newest first.
create index on audit (account, number) where account is not null;
create index on audit (action, number);
create index on audit (noun, number);

-- What an organisation said, and what was said last of all; newest first.
create index on statement (by, recorded_at desc, id desc);
create index on incident_update (greatest(effective_at, recorded_at) desc, id desc);
create index on closing (greatest(effective_at, recorded_at) desc, incident);

-- Hours that may be part of an alarm (HALF_ALARM): few, among all that anything was reported in.
create index on report_hour (hour) where blocked >= 3;

-- Sessions that are open.
create index on session (account, last_seen_at) where ended_at is null;

-- What is over, for the job that takes it away.
create index on observation_run using brin (last_at);
create index on remark (remarked_at);

-- What practices read on cards is told for a year (CARD_READING_LASTS), and kept a little longer; never less.
create function refuse_early_removal_of_remark() returns trigger language plpgsql as $$
begin
  if old.remarked_at > clock_timestamp() - interval '400 days' then
    raise exception 'on n’efface rien ici avant 400 jours : % de « % » refusé', lower(tg_op), tg_table_name
      using errcode = 'restrict_violation';
  end if;
  return old;
end $$;
drop trigger no_removal on remark;
create trigger no_removal before delete on remark
  for each row execute function refuse_early_removal_of_remark();
