-- The identity provider of an organisation's own, by which its writers may begin to sign in, beside their password.
create table sign_in_provider (
  organisation slug primary key references organisation,
  -- What its button says.
  name text not null,
  issuer text not null,
  client_id text not null,
  -- Sealed with the server's key.
  client_secret text not null,
  changed_at timestamptz not null
);

-- Whom a provider knows an account by. It lives until it is taken back, or the account recovered.
create table sign_in_link (
  account slug primary key references account,
  issuer text not null,
  -- A keyed digest of the provider's subject: who it is there is nobody's to read here.
  subject_hash text not null,
  linked_at timestamptz not null,
  unique (issuer, subject_hash)
);
