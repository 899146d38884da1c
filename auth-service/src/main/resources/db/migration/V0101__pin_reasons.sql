-- What a PIN would have settled: COLLISION, CONFIDENCE or GALLERY_SIZE; for the backend and the operator alone.
alter table attempt add column pin_reason text;
