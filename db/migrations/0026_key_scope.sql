-- A key names what it may do, on which platforms, and until when.

alter table api_key
  -- Empty for a key that measures: it does nothing else.
  add column actions text[] not null default '{}',
  -- Null: all that its owner's organisation may write on, whatever that is on the day.
  add column platforms text[],
  add column expires_at timestamptz,
  -- When its owner was told that the end comes near.
  add column ending_told_at timestamptz;

-- Keys made before go on doing what a key may still do, and end like those made today.
update api_key set
  actions = case kind
    when 'writer' then array['statement', 'retraction', 'incident', 'update', 'maintenance', 'cancellation', 'notice',
      'correction', 'withdrawal', 'proposal']
    else '{}'::text[]
  end,
  expires_at = now() + interval '90 days';

alter table api_key
  alter column actions drop default,
  alter column expires_at set not null,
  add check (expires_at > created_at),
  add check ((kind = 'writer') = (cardinality(actions) > 0)),
  add check (platforms is null or cardinality(platforms) > 0);

-- From which networks a key was used, their host part taken away: the first use from a new one is told to its owner.
create table key_network (
  key slug not null references api_key,
  network text not null,
  first_used_at timestamptz not null,
  last_used_at timestamptz not null,
  primary key (key, network)
);
