-- What a platform rests on, and who may speak of it, bear on days already counted: the month under way is counted
-- again. Months that are over were counted with the directory of their time.

create function due_for_dependency() returns trigger language plpgsql as $$
begin
  insert into availability_due (platform, since)
  values (coalesce(new."from", old."from"), date_trunc('month', now(), 'Europe/Paris'));
  return null;
end $$;
create trigger due after insert or update or delete on dependency for each row execute function due_for_dependency();

create function due_for_organisation() returns trigger language plpgsql as $$
begin
  insert into availability_due (platform, since)
  select distinct platform, date_trunc('month', now(), 'Europe/Paris') from statement where by = new.id;
  return null;
end $$;
create trigger due after update on organisation for each row
  when ((old.kind, old.professions, old.platforms, old.mutuelles)
    is distinct from (new.kind, new.professions, new.platforms, new.mutuelles))
  execute function due_for_organisation();
