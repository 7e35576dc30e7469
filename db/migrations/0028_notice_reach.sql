-- A notice may be about some mutuelles. Null: it names none; one that names no platform either is for all.
alter table notice add column mutuelles text[] check (cardinality(mutuelles) > 0);
call refer('notice', 'mutuelles', 'mutuelle');
