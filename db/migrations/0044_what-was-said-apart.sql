-- Of all that was ever said, what bears on an instant is little: what was said in no incident, and what entered this
-- database long after it was recorded, are found by themselves (db/evidence.ts).
create index on statement (said) where incident is null;
create index on statement (stored_at) where stored_at - recorded_at > interval '1 hour';
create index on statement (valid_until) where valid_until is not null;
