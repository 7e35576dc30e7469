-- When an incident began: the first instant that is told of it. Incidents are listed newest first, and there are more of
-- them each year: kept here, a page costs what it shows.
create table incident_began (
  incident slug primary key references incident,
  -- The epoch while nothing is told: listed last.
  began timestamptz not null
);
create index on incident_began (began desc, incident desc);

insert into incident_began (incident, began)
select id, coalesce(
  least(
    (select min(effective_at) from statement where statement.incident = incident.id),
    (select min(effective_at) from incident_update where incident_update.incident = incident.id)
  ),
  to_timestamp(0)
) from incident;

create function note_incident() returns trigger language plpgsql as $$
begin
  insert into incident_began (incident, began) values (new.id, to_timestamp(0)) on conflict do nothing;
  return null;
end $$;
create trigger noted_beginning after insert on incident for each row execute function note_incident();

-- Seldom writes: a row that is right already is read, not held, so that those who speak of one incident do not wait for
-- each other.
create function note_beginning() returns trigger language plpgsql as $$
begin
  if not exists (
    select from incident_began
    where incident = new.incident and began > to_timestamp(0) and began <= new.effective_at
  ) then
    update incident_began
    set began = case when began = to_timestamp(0) then new.effective_at else least(began, new.effective_at) end
    where incident = new.incident;
  end if;
  return null;
end $$;
create trigger noted_beginning after insert on statement for each row
  when (new.incident is not null) execute function note_beginning();
create trigger noted_beginning after insert on incident_update for each row execute function note_beginning();
