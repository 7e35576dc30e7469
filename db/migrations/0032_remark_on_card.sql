-- An answer asks what practices said of one mutuelle for one profession within a year; nobody asks for all of a year.
drop index remark_remarked_at_idx1;
create index on remark (mutuelle, profession, remarked_at) where coalesce(reporter, practice) is not null;
