-- What is said of the invoices of one day on one platform. A later word does not rewrite an earlier one: both stay.
create domain payment_state as text check (value in ('paid', 'missing', 'promised'));

create table payment_day (
  id slug primary key,
  by slug not null references organisation,
  recorded_at timestamptz not null,
  platform slug not null references platform,
  professions professions,
  -- Null: all. None at all would be a word about nobody.
  mutuelles text[] check (cardinality(mutuelles) > 0),
  -- Days of Paris.
  day date not null,
  state payment_state not null,
  expected_on date,
  text text,
  source_url text,
  stored_at timestamptz not null default now_stored(),
  check ((state = 'promised') = (expected_on is not null))
);
create index on payment_day (day);
create index on payment_day (platform, day);
call put_on_record('payment_day', 'refuse_rewriting');
call refer('payment_day', 'mutuelles', 'mutuelle');
