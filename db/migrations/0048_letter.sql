-- Mails to those who write, by what they are about: an invitation, a return to confirm, a point that is due or late, an
-- event of an account. Each is sent once; what it says is read when it is sent.
create table letter (
  kind text not null check (kind in ('invitation', 'return', 'point-due', 'point-late', 'security')),
  subject text not null,
  -- An account, or the invitation itself: whoever is invited has none yet.
  recipient text not null,
  written_at timestamptz not null,
  -- The token of an invitation, sealed, until it is sent.
  sealed text,
  attempts smallint not null default 0 check (attempts >= 0),
  -- When it is tried next; whoever tries it puts it off first.
  due_at timestamptz not null,
  -- When it was sent or given up, and what the relay said last.
  settled_at timestamptz,
  failure text,
  primary key (kind, subject, recipient),
  check (settled_at is null or sealed is null)
);
create index on letter (written_at);
