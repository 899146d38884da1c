-- Which key the subject hashes of this database were made with: under another one nobody in it would be found.
alter table ledger_progress add column key_mark bytea;
