-- A ledger that was lost with its last second may give a number again: what was told under it was told of somebody else.
alter table announcement drop constraint announcement_pkey, add primary key (number, subject_hash);

-- Who ought to be gone: the sweep asks for their numbers again.
create index profile_overdue on profile (pending_since) where state = 'ERASING' and erasure_number is not null;
