-- For a journal that is sent together with the commit, so that the end of the chain is held no longer than the database
-- needs: nobody hears what else changed before it is too late, so it refuses when anything that is watched has.
create function append_facts_audit(rows jsonb) returns void language plpgsql as $$
begin
  if append_audit(rows) <> '' then
    raise exception 'what is watched changed beside facts';
  end if;
end $$;
