-- Who said a word at a counter is blanked once the salt of its day is gone. `practice` takes the place of `reporter`: it
-- is drawn at random, another one for each thing reported on, so that a practice still counts once and none can be found.
alter table report add column practice text, add check (reporter is null or practice is null);
alter table remark add column practice text, add check (reporter is null or practice is null);

-- All that may change of what was said at a counter.
create function refuse_all_but_blanking() returns trigger language plpgsql as $$
begin
  if to_jsonb(old) - '{reporter,practice}'::text[] <> to_jsonb(new) - '{reporter,practice}'::text[]
    or old.reporter is null or new.reporter is not null or new.practice is null
  then
    raise exception 'un fait ne se réécrit pas : update de « % » refusé', tg_table_name
      using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
drop trigger kept on report;
create trigger kept after update on report for each row execute function refuse_all_but_blanking();
drop trigger kept on remark;
create trigger kept after update on remark for each row execute function refuse_all_but_blanking();

-- Who is still to be blanked.
create index on remark (remarked_at) where reporter is not null;
