-- People leave the journal's chain: it names accounts by id, and of their names and addresses holds a salted digest.
-- `npm run verify` needs neither. The rows so far are chained again by db/rechain.ts, in this same transaction.
alter table audit rename to audit_before;
alter index audit_pkey rename to audit_before_pkey;

create table audit (
  number bigint primary key,
  at timestamptz not null,
  -- Null: a command run by whoever keeps the machine.
  account slug references account,
  organisation slug references organisation,
  via text not null check (via in ('session', 'key', 'command')),
  -- The key's id, when by key.
  key slug references api_key,
  action text not null,
  noun text not null,
  -- As long as the noun's key is: JSON for those whose key is several fields.
  id text collate "C" not null,
  before jsonb,
  after jsonb,
  -- SHA-256 of the row before, of this one with it. Hexadecimal.
  previous text not null,
  hash text not null
);
create trigger no_removal before delete on audit for each row execute function refuse_removal();
create trigger no_truncation before truncate on audit for each statement execute function refuse_removal();
create trigger kept after update on audit for each row execute function refuse_rewriting();

-- From which network, its host part taken away, and with which browser: beside the chain, for thirty days.
create table audit_origin (
  number bigint primary key,
  at timestamptz not null,
  came_from text not null,
  agent text
);
create index on audit_origin (at);

-- Names and addresses that rows of the journal stand for by their digest. Blanked, the digest says nothing any more:
-- its salt is gone too.
create table identity (
  -- SHA-256 of the salt and the content. Hexadecimal.
  digest text primary key,
  noun text not null,
  id text not null,
  salt text,
  content jsonb,
  blanked_at timestamptz,
  check ((content is null) = (salt is null)),
  check ((content is null) = (blanked_at is not null))
);
create index on identity (noun, id);

-- Nothing it ever signed is to be believed, unlike a key that stopped (`until`).
alter table signing_key add column revoked_at timestamptz check (revoked_at >= until);

-- Where the signed ends of the journal are sent each day, so that somebody else can hold us to them.
create table heads_recipient (
  organisation slug primary key references organisation,
  -- An e-mail address.
  address text not null,
  since timestamptz not null
);

-- What a transaction changes of accounts, keys and the like, for append_audit to hand back: their new content is
-- journaled with it. `verify` finds what was changed without it.
create function note_change() returns trigger language plpgsql as $$
declare
  was jsonb := case when tg_op = 'INSERT' then '{}' else to_jsonb(old) end;
  is_now jsonb := case when tg_op = 'DELETE' then '{}' else to_jsonb(new) end;
  unwatched text[] := string_to_array(tg_argv[1], ' ');
begin
  if was - unwatched is distinct from is_now - unwatched then
    perform set_config(
      'comptoir.changed',
      concat(
        current_setting('comptoir.changed', true),
        tg_table_name, ' ', coalesce(is_now ->> tg_argv[0], was ->> tg_argv[0]), E'\n'
      ),
      true
    );
  end if;
  return null;
end $$;

-- The columns left out are secrets, or move with each use (db/watched.ts).
create trigger noted after insert or update or delete on account
  for each row execute function note_change('id', 'password_hash totp_secret totp_step');
create trigger noted after insert or update or delete on api_key
  for each row execute function note_change('id', 'hash last_used_at ending_told_at');
create trigger noted after insert or update or delete on invitation
  for each row execute function note_change('id', 'token_hash');
create trigger noted after insert or update or delete on passkey
  for each row execute function note_change('id', 'counter last_used_at');
create trigger noted after insert or update or delete on probe
  for each row execute function note_change('id', 'token_hash');
create trigger noted after insert or update or delete on request
  for each row execute function note_change('id', '');
create trigger noted after insert or update or delete on proposal
  for each row execute function note_change('id', '');
create trigger noted after insert or update or delete on remark_decision
  for each row execute function note_change('id', '');
create trigger noted after insert or update or delete on heads_recipient
  for each row execute function note_change('organisation', '');

-- As before; what came from where stands beside. Gives what the transaction changed of what is watched since the last
-- call, a line each: its table and its key.
drop function append_audit(jsonb);
create function append_audit(rows jsonb) returns text language plpgsql as $$
declare
  row jsonb;
  reached bigint;
  last text;
  next text;
  changed text := current_setting('comptoir.changed', true);
begin
  if changed <> '' then
    perform set_config('comptoir.changed', '', true);
  end if;
  if jsonb_array_length(rows) = 0 then
    return changed;
  end if;
  select number, hash into reached, last from audit_head for update;
  for row in select value from jsonb_array_elements(rows) loop
    reached := reached + 1;
    next := encode(
      sha256(convert_to(concat(row ->> 'head', reached, row ->> 'middle', last, row ->> 'tail'), 'UTF8')), 'hex'
    );
    insert into audit (
      number, at, account, organisation, via, key, action, noun, id, before, after, previous, hash
    ) values (
      reached, (row ->> 'at')::timestamptz, row ->> 'account', row ->> 'organisation', row ->> 'via', row ->> 'key',
      row ->> 'action', row ->> 'noun', row ->> 'id',
      nullif(row -> 'before', 'null'), nullif(row -> 'after', 'null'), last, next
    );
    if row ->> 'cameFrom' <> 'local' or row ->> 'agent' is not null then
      insert into audit_origin (number, at, came_from, agent)
      values (reached, (row ->> 'at')::timestamptz, row ->> 'cameFrom', row ->> 'agent');
    end if;
    last := next;
  end loop;
  update audit_head set number = reached, hash = last;
  return changed;
end $$;
