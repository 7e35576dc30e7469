-- A letter that an address is owed about its own subscription: the link that confirms it, or that it was there before.
-- Owed in the transaction of what was asked, so that none is lost; sent outside it.
alter table subscriber
  add column letter_asked_at timestamptz,
  -- When it is tried next.
  add column letter_due_at timestamptz,
  -- What an address that was there before has just asked for, as the query of the page that adds it.
  add column letter_query text check (length(letter_query) <= 2000),
  add check ((letter_asked_at is null) = (letter_due_at is null)),
  add check (letter_query is null or letter_asked_at is not null),
  add check (letter_asked_at is null or channel = 'email');
create index on subscriber (letter_due_at) where letter_due_at is not null;
create index on subscriber (created_at) where confirmed_at is null;
