-- Calls that came with an Idempotency-Key: sent again within a day, they get the first answer instead of happening again.
-- Nobody's secret and nothing about a person is here: an answer that shows a secret, or a Facial ID, is not kept.
create table idempotent_call (
    -- SHA-256 of caller and key
    id         bytea primary key,
    -- SHA-256 of method, path and body
    digest     bytea       not null,
    -- BEGUN: not answered yet; ANSWERED: the answer is here; SHOWN: it held a secret; ANEW: it is made from what is true then
    state      text        not null check (state in ('BEGUN', 'ANSWERED', 'SHOWN', 'ANEW')),
    status     int,
    location   text,
    body       text,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    check ((state = 'ANSWERED') = (body is not null)),
    check ((state = 'BEGUN') = (status is null))
);

create index idempotent_call_expiry on idempotent_call (expires_at);
