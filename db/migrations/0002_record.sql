-- The rules that make the tables a record: rows are added, never taken away, and every commit is counted.

create function refuse_removal() returns trigger language plpgsql as $$
begin
  raise exception 'on n’efface rien ici : % de « % » refusé', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation';
end $$;

-- The columns named may be set, once, from null: a cancellation, a withdrawal, an end. All else stays as written.
create function refuse_rewriting() returns trigger language plpgsql as $$
declare
  was jsonb := to_jsonb(old);
  is_now jsonb := to_jsonb(new);
  given text;
begin
  foreach given in array tg_argv loop
    if was -> given <> 'null' and was -> given <> is_now -> given then
      raise exception 'déjà fixé : « % » de « % » ne change plus', given, tg_table_name
        using errcode = 'restrict_violation';
    end if;
    was := was - given;
    is_now := is_now - given;
  end loop;
  if was <> is_now then
    raise exception 'un fait ne se réécrit pas : update de « % » refusé', tg_table_name
      using errcode = 'restrict_violation';
  end if;
  return null;
end $$;

-- What the columns named hold is the identity of the row, or its past: the rest may change.
create function refuse_renaming() returns trigger language plpgsql as $$
declare kept text;
begin
  foreach kept in array tg_argv loop
    if to_jsonb(old) -> kept is distinct from to_jsonb(new) -> kept then
      raise exception '« % » de « % » ne change pas', kept, tg_table_name using errcode = 'restrict_violation';
    end if;
  end loop;
  return null;
end $$;

-- A reference held in an array, which foreign keys do not know. Nothing is ever removed from the table
-- referred to, so the other way needs no watch. Arguments: the column, the table.
create function refer_from_array() returns trigger language plpgsql as $$
declare unknown text;
begin
  execute format(
    'select each from unnest(($1).%I::text[]) as each where not exists (select from %I where id = each) limit 1',
    tg_argv[0], tg_argv[1]
  ) into unknown using new;
  if unknown is not null then
    raise exception '« % » de « % » nomme % inconnu : %', tg_argv[0], tg_table_name, tg_argv[1], unknown
      using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;

-- A row, not a sequence: whoever reads a number sees all that it counts. A sequence moves before its
-- transaction commits, and a reader between the two would miss the change for good.
create table seq (single boolean primary key default true check (single), last bigint not null);
insert into seq (last) values (0);

-- Deferred to the commit, so that writers hold the row only as long as a commit takes; once a transaction.
create function count_change() returns trigger language plpgsql as $$
declare
  mine text := pg_current_xact_id()::text;
  reached bigint;
begin
  if current_setting('comptoir.counted', true) is distinct from mine then
    perform set_config('comptoir.counted', mine, true);
    update seq set last = last + 1 returning last into reached;
    perform pg_notify('seq', reached::text);
  end if;
  return null;
end $$;

-- What every table of the record has, given here once. `mode`: the update trigger; `columns`: its arguments.
create procedure put_on_record(noun regclass, mode regproc, variadic columns text[] default '{}')
language plpgsql as $$
begin
  execute format(
    'create trigger no_removal before delete on %1$s for each row execute function refuse_removal()', noun);
  execute format(
    'create trigger no_truncation before truncate on %1$s for each statement execute function refuse_removal()',
    noun);
  -- After the row is whole: a generated column is not yet there before.
  execute format('create trigger kept after update on %s for each row execute function %s(%s)', noun, mode,
    (select string_agg(quote_literal(each), ', ') from unnest(columns) as each));
  execute format(
    'create constraint trigger counted after insert or update on %1$s deferrable initially deferred '
    'for each row execute function count_change()', noun);
end $$;

create procedure refer(noun regclass, held text, target text) language plpgsql as $$
begin
  execute format(
    'create constraint trigger %I after insert or update on %s deferrable initially deferred '
    'for each row when (new.%I is not null) execute function refer_from_array(%L, %L)',
    'refers_' || held, noun, held, held, target);
end $$;

-- To the millisecond, which is what clients read: what is exported and compared is what is stored.
create function now_stored() returns timestamptz language sql volatile
  return date_trunc('milliseconds', clock_timestamp());
