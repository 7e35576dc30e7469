-- The refusal of 0002, also for tables of which no column may be set: with no argument `tg_argv` is null.
create or replace function refuse_rewriting() returns trigger language plpgsql as $$
declare
  was jsonb := to_jsonb(old);
  is_now jsonb := to_jsonb(new);
  given text;
begin
  foreach given in array coalesce(tg_argv, array[]::text[]) loop
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
