-- The head's number from which on a key was there: as long as the head stands there, nothing was ever sealed under it.
-- Null for keys that were made before this was noted.
alter table application_key add column made_at bigint;
