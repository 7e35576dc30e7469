-- How far the clock of this machine is ahead of the time that is believed (negative: behind), because it jumped. Every
-- instance, and every fact that is stored, goes by the time that is believed.
create table clock (
  single boolean primary key default true check (single),
  -- Milliseconds.
  skew bigint not null default 0,
  -- When it jumped, by the time that is believed.
  since timestamptz,
  -- Counts the repairs: instances that see another number believe the machine again.
  repairs bigint not null default 0,
  check ((skew = 0) = (since is null))
);
insert into clock default values;

create or replace function now_stored() returns timestamptz language sql volatile
  return date_trunc('milliseconds', clock_timestamp() - (select skew from clock) * interval '1 millisecond');
