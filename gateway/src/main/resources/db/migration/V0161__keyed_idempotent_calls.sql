-- id and digest are keyed from now on, as HMAC-SHA-256 of what they were of: path and body can name a person, and nobody who
-- has these rows is to find out whom by trying. What was noted without a key goes at once; it was a day old at most, and a
-- call of that day that is sent again is a new one.
delete from idempotent_call;

-- HMAC-SHA-256 of the caller: how many of their calls are kept is bounded.
alter table idempotent_call add column caller bytea not null;

create index idempotent_call_caller on idempotent_call (caller, expires_at);
