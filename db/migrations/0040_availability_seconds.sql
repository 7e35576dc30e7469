-- Parts of minutes count: thirty seconds down are half a minute, not none. What was counted by whole minutes stays.
alter table availability_day
  drop constraint availability_day_check2,
  alter column operational type double precision,
  alter column degraded type double precision,
  alter column maintenance type double precision,
  alter column unknown type double precision,
  alter column down type double precision,
  alter column presumed type double precision,
  -- The longest day has 25 hours; parts of minutes do not add up to the last digit.
  add constraint availability_day_length
    check (operational + degraded + maintenance + unknown + down <= 1500.001);
