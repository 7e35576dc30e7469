-- What is printed on the cards of an operator, where its own doors live, and where the names of a mutuelle were read.
alter table platform
  add column amc_numbers text[] not null default '{}',
  add column hosts text[] not null default '{}';
alter table mutuelle add column sources text[] not null default '{}';
