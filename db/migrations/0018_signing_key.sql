-- The public keys of every instance that signs snapshots over this database: each has its own, in its own DATA_DIR.
create table signing_key (
  -- First 16 hexadecimal digits of the SHA-256 of the key.
  key_id text primary key check (key_id ~ '^[0-9a-f]{16}$'),
  -- Ed25519, SPKI, base64.
  public_key text not null,
  since timestamptz not null,
  -- Null: it still signs.
  until timestamptz check (until >= since)
);
