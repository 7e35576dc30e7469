-- Whom a change of some mutuelles concerns is found by them. Compared list by list, three hundred that turn with the
-- hundreds that each of many follows, it took longer than a statement may. One key says the profession too; its cost is
-- what makes the index the only way. Nothing waits in it to be sorted in: who follows is looked for far more often.
create function followed_keys(profession text, mutuelles text[]) returns text[]
  language sql immutable parallel safe cost 100000
  return (select array_agg(profession || ' ' || mutuelle) from unnest(mutuelles) as mutuelle);
create index follow_mutuelles on follow using gin (followed_keys(profession, mutuelles)) with (fastupdate = off);
