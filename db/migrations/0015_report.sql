-- What professionals say from their counters (answers.md §6): closed lists only, and nobody's name.

create domain profession as text check (value in (
  'pharmacist', 'optician', 'physician', 'dentist', 'audiologist', 'nurse', 'physiotherapist', 'midwife',
  'laboratory', 'radiologist', 'medical-transport', 'health-centre', 'hospital'
));
create domain report_outcome as text check (value in ('passes', 'blocked'));
create domain remark_saying as text check (value in ('served', 'not-served'));

-- A day's salt, by the Paris calendar. Once it is gone nobody can tell again whose a report was.
create table report_salt (day date primary key, salt bytea not null check (length(salt) = 32));

-- Kept ninety days, then removed whole; never before.
create function refuse_early_removal() returns trigger language plpgsql as $$
begin
  if old.reported_at > clock_timestamp() - interval '90 days' then
    raise exception 'on n’efface rien ici avant 90 jours : % de « % » refusé', lower(tg_op), tg_table_name
      using errcode = 'restrict_violation';
  end if;
  return old;
end $$;

create table report (
  id slug primary key,
  reported_at timestamptz not null,
  profession profession not null,
  platform slug not null references platform,
  -- Null: of the whole platform.
  mutuelle slug references mutuelle,
  flow flow not null,
  outcome report_outcome not null,
  -- A practice, under the salt of its day; null: nobody signed in.
  reporter text
);
create index on report (reported_at);
create index on report (platform, flow, profession, reported_at);
create index on report (reporter, reported_at) where reporter is not null;
create trigger no_removal before delete on report
  for each row execute function refuse_early_removal();
create trigger no_truncation before truncate on report for each statement execute function refuse_removal();
create trigger kept after update on report for each row execute function refuse_rewriting();

-- Counts by hour, kept: what is usual for a weekday and an hour is read here. A practice counts once, by its last word.
create table report_hour (
  platform slug not null references platform,
  mutuelle slug references mutuelle,
  flow flow not null,
  profession profession not null,
  hour timestamptz not null,
  blocked integer not null,
  passes integer not null,
  anonymous_blocked integer not null,
  anonymous_passes integer not null,
  unique nulls not distinct (platform, mutuelle, flow, profession, hour)
);
create index on report_hour (hour);

-- « Cette mutuelle n’est pas chez cet opérateur », « je connais l’opérateur de cette mutuelle »: for the desk to decide.
create table remark (
  id slug primary key,
  remarked_at timestamptz not null,
  profession profession not null,
  mutuelle slug not null references mutuelle,
  platform slug not null references platform,
  says remark_saying not null,
  reporter text
);
create index on remark (mutuelle, platform, profession, says, remarked_at);
create trigger no_removal before delete on remark for each row execute function refuse_removal();
create trigger no_truncation before truncate on remark for each statement execute function refuse_removal();
create trigger kept after update on remark for each row execute function refuse_rewriting();

-- One decision for all that had been said by an instant.
create table remark_decision (
  id slug primary key,
  mutuelle slug not null references mutuelle,
  platform slug not null references platform,
  profession profession not null,
  says remark_saying not null,
  up_to timestamptz not null,
  accepted boolean not null,
  decided_at timestamptz not null,
  decided_by slug not null references account
);
create index on remark_decision (mutuelle, platform, profession, says);
create trigger no_removal before delete on remark_decision for each row execute function refuse_removal();
create trigger no_truncation before truncate on remark_decision
  for each statement execute function refuse_removal();
create trigger kept after update on remark_decision for each row execute function refuse_rewriting();
