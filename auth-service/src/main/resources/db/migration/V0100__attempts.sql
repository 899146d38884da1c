-- What was tried. One row for the same parts of the same session, however often they are sent.
create table attempt (
    id             uuid primary key,
    application_id uuid not null,
    session_id     uuid not null,
    -- SHA-256 over the parts of the request
    parts_digest   bytea not null,
    -- who was recognized, and the keyed hash that an erasure finds the row by; null when nobody was
    facial_id      uuid,
    subject_hash   bytea,
    outcome        text not null,
    -- why not; null when somebody was recognized
    code           text,
    -- where the best score lay among the thresholds; the score itself is not kept
    score_band     text not null,
    mode           text not null,
    country        text,
    -- the caller's network, truncated; for a day
    address        text,
    at             timestamptz not null,
    check ((facial_id is null) = (subject_hash is null)),
    check ((facial_id is null) = (code is not null)),
    unique nulls not distinct (application_id, session_id, parts_digest, code)
);

create index attempt_subject on attempt (subject_hash) where subject_hash is not null;
create index attempt_address on attempt (at) where address is not null;
create index attempt_at on attempt (at);

-- How each session was decided, while a request of it may still come: the same parts get the same answer (P3). The row
-- outlives an erasure, as a refusal that names nobody.
create table session_outcome (
    application_id uuid not null,
    session_id     uuid not null,
    parts_digest   bytea not null,
    facial_id      uuid,
    subject_hash   bytea,
    liveness       text,
    score          double precision,
    threshold      double precision,
    searched       bigint,
    refusal_code   text,
    refusal_status integer,
    refusal_detail text,
    decided_at     timestamptz not null,
    primary key (application_id, session_id),
    check ((facial_id is null) = (subject_hash is null)),
    check ((facial_id is null) = (refusal_code is not null))
);

create index session_outcome_subject on session_outcome (subject_hash) where subject_hash is not null;
create index session_outcome_age on session_outcome (decided_at);

-- Result tokens that can still be redeemed; how they were decided stands with their session.
create table result_token (
    jti            uuid primary key,
    application_id uuid not null,
    session_id     uuid not null,
    facial_id      uuid not null,
    subject_hash   bytea not null,
    issued_at      timestamptz not null,
    expires_at     timestamptz not null,
    redeemed_at    timestamptz
);

create index result_token_subject on result_token (subject_hash);
create index result_token_expiry on result_token (expires_at);
