-- Availability (answers.md §7): minutes by health, by Paris day, counted again as facts arrive.

create domain availability_reading as text check (value in ('judged', 'declared', 'measured'));

-- How far a platform is counted. Between the two, a day without a row was presumed operational, and not measured.
create table availability_count (
  platform slug primary key references platform,
  -- The first of a month.
  counted_from date not null,
  counted_until timestamptz not null
);

-- Months that are over: what is learnt of them later stands beside.
create table availability_month (
  platform slug not null references platform,
  month date not null check (extract(day from month) = 1),
  frozen_at timestamptz not null,
  primary key (platform, month)
);

create table availability_day (
  platform slug not null references platform,
  day date not null,
  flow flow not null,
  -- « all »: the worst over professions; another only where it differs.
  profession text not null,
  reading availability_reading not null,
  -- What a frozen day would be, as known since.
  correction boolean not null,
  operational integer not null,
  degraded integer not null,
  maintenance integer not null,
  unknown integer not null,
  down integer not null,
  -- Of those operational.
  presumed integer not null check (presumed between 0 and operational),
  primary key (platform, day, flow, profession, reading, correction),
  check (operational >= 0 and degraded >= 0 and maintenance >= 0 and unknown >= 0 and down >= 0),
  -- The longest day has 25 hours.
  check (operational + degraded + maintenance + unknown + down <= 1500)
);
-- The calendar of all platforms reads these alone.
create index on availability_day (day) where profession = 'all' and reading = 'judged' and not correction;

create function refuse_thaw() returns trigger language plpgsql as $$
begin
  if not old.correction and exists (
    select from availability_month
    where platform = old.platform and month = date_trunc('month', old.day::timestamp)::date
  ) then
    raise exception 'mois gelé : % de « % » se corrige à côté', old.day, old.platform
      using errcode = 'restrict_violation';
  end if;
  return old;
end $$;
create trigger frozen before update or delete on availability_day for each row execute function refuse_thaw();

-- What is to be counted again, and from when. Written with the fact itself, so that none is missed whichever commits
-- first.
create table availability_due (
  id bigint generated always as identity primary key,
  platform slug not null references platform,
  since timestamptz not null,
  -- Whether those that rest on the platform were told.
  spread boolean not null default false
);

create function due_for_statement() returns trigger language plpgsql as $$
begin
  insert into availability_due (platform, since) values (new.platform, new.effective_at);
  return null;
end $$;
create trigger due after insert or update on statement for each row execute function due_for_statement();

-- A confirmation or a retraction changes all that its statement did.
create function due_for_word_on_statement() returns trigger language plpgsql as $$
begin
  insert into availability_due (platform, since)
  select platform, effective_at from statement where id = new.statement;
  return null;
end $$;
create trigger due after insert on confirmation for each row execute function due_for_word_on_statement();
create trigger due after insert on retraction for each row execute function due_for_word_on_statement();

create function due_for_closing() returns trigger language plpgsql as $$
begin
  insert into availability_due (platform, since)
  select distinct platform, new.effective_at from statement where incident = new.incident;
  return null;
end $$;
create trigger due after insert on closing for each row execute function due_for_closing();

create function due_for_maintenance() returns trigger language plpgsql as $$
begin
  insert into availability_due (platform, since) values (new.platform, new."from");
  return null;
end $$;
create trigger due after insert or update on maintenance for each row execute function due_for_maintenance();
