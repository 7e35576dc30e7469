-- « Lu sur la carte par 5 confrères »: a practice counts once a year, and nobody can be computed from what is kept. Each
-- falls, for a mutuelle and a profession, in one of 64 buckets: two words of different days and of one bucket may be of
-- the same practice, and count as one. Null: said before this, or by nobody signed in.
alter table remark add column bucket smallint check (bucket between 0 and 63);
create index on remark (remarked_at) where coalesce(reporter, practice) is not null;
