-- Whether a file brought a statement here, in its speaker's name: nobody of that organisation signed in to say it. An
-- import says so for its transaction; for those on record already the journal knows.
create function is_importing() returns boolean language sql stable as $$
  select coalesce(current_setting('comptoir.importing', true) = 'yes', false)
$$;
alter table statement add column imported boolean not null default is_importing();
alter table statement disable trigger user;
update statement set imported = true where exists (
  select from audit where noun = 'statement' and audit.id = statement.id and action = 'import' and before is null
);
alter table statement enable trigger user;
