-- The life of each Facial ID. PENDING -> ACTIVE <-> PAUSED, any of them -> ERASING, then no row at all.
create table profile (
    facial_id      uuid primary key,
    application_id uuid        not null,
    -- keyed hash of application and Facial ID: all that a completed ledger entry names
    subject_hash   bytea       not null unique,
    state          text        not null check (state in ('PENDING', 'ACTIVE', 'PAUSED', 'ERASING')),
    -- of the last event that told of this life; 0 while none has
    version        bigint      not null default 0,
    -- AES-256-GCM, and the version of the key-encryption key
    payload        bytea,
    payload_key    text,
    payload_source text check (payload_source in ('BACKEND', 'BROWSER')),
    -- Argon2id, and the keyed tag that a unique or scoped PIN is looked up by; PINs come with a later version
    pin_hash       text,
    pin_tag        bytea,
    -- only where the policy asks for estimates
    age            double precision,
    gender         text,
    pending_since  timestamptz not null default now(),
    activated_at   timestamptz,
    last_used_at   timestamptz,
    -- the ledger's number; an ERASING row without one is asked for by the sweep
    erasure_number bigint,
    check (state not in ('ACTIVE', 'PAUSED') or (activated_at is not null and version > 0)),
    check ((payload is null) = (payload_key is null) and (payload is null) = (payload_source is null)),
    check (erasure_number is null or state = 'ERASING')
);

create index profile_page on profile (application_id, activated_at, facial_id) where state in ('ACTIVE', 'PAUSED');
create index profile_pending on profile (pending_since) where state = 'PENDING';
create index profile_unnumbered on profile (pending_since) where state = 'ERASING' and erasure_number is null;

-- What was agreed to, when, in which version, and whose word that is.
create table consent (
    id            bigint generated always as identity primary key,
    facial_id     uuid        not null references profile,
    terms_version text        not null,
    source        text        not null check (source in ('PERSON', 'PAGE', 'IMPORTER')),
    at            timestamptz not null
);

create index consent_of on consent (facial_id, id);

-- What became of a session's enrollment, so that a repeated request gets the first one's answer. It outlives the profile
-- until no request of that session can arrive any more, and never names a Facial ID in clear.
create table session_outcome (
    session_id     uuid primary key,
    application_id uuid        not null,
    parts_digest   bytea       not null,
    state          text        not null check (state in ('PENDING', 'DONE', 'FAILED')),
    -- whose profile it is; null once that is gone
    subject_hash   bytea,
    -- which liveness guard the frames passed: a repeated answer's token says so again
    liveness       text        not null,
    -- why a repeated request is refused
    code           text,
    created_at     timestamptz not null default now(),
    expires_at     timestamptz not null,
    check ((state = 'FAILED') = (code is not null)),
    check (state = 'FAILED' or subject_hash is not null)
);

create index session_outcome_subject on session_outcome (subject_hash) where subject_hash is not null;
create index session_outcome_expiry on session_outcome (expires_at);

-- Result tokens that were signed and may still be redeemed. One without a row is refused.
create table result_token (
    id          uuid primary key,
    facial_id   uuid        not null references profile,
    expires_at  timestamptz not null,
    redeemed_at timestamptz
);

create index result_token_of on result_token (facial_id);
create index result_token_expiry on result_token (expires_at);

-- Each erasure.requested that was written, so that a repeated one says the same again. No Facial ID.
create table announcement (
    number       bigint primary key,
    subject_hash bytea       not null,
    version      bigint      not null,
    at           timestamptz not null
);
