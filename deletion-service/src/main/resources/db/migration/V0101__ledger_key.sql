-- Which key the subject hashes of this ledger were made with: under another one nobody in it would be known again.
alter table ledger_head add column key_mark bytea;
