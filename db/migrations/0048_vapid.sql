-- The pair by which push services know us (RFC 8292): one for every instance, for ever, since subscriptions of browsers
-- are made for it. Its private half is sealed by SECRET_KEY.
create table vapid (
  is_only boolean primary key default true check (is_only),
  public_key text not null,
  sealed_private_key text not null,
  made_at timestamptz not null
);
