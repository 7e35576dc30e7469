-- Adds to the journal in one round trip: the end of the chain is held no longer than that and the commit. `rows`: each
-- as the table has it, with the text its digest is of, cut where its number and the digest before it stand.
create function append_audit(rows jsonb) returns void language plpgsql as $$
declare
  row jsonb;
  reached bigint;
  last text;
  next text;
begin
  select number, hash into reached, last from audit_head for update;
  for row in select value from jsonb_array_elements(rows) loop
    reached := reached + 1;
    next := encode(
      sha256(convert_to(concat(row ->> 'head', reached, row ->> 'middle', last, row ->> 'tail'), 'UTF8')), 'hex'
    );
    insert into audit (
      number, at, account, organisation, via, key, came_from, action, noun, id, before, after, previous, hash
    ) values (
      reached, (row ->> 'at')::timestamptz, row ->> 'account', row ->> 'organisation', row ->> 'via', row ->> 'key',
      row ->> 'cameFrom', row ->> 'action', row ->> 'noun', row ->> 'id',
      nullif(row -> 'before', 'null'), nullif(row -> 'after', 'null'), last, next
    );
    last := next;
  end loop;
  update audit_head set number = reached, hash = last;
end $$;
