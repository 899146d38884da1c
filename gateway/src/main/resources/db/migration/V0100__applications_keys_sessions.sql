-- An application: a sandbox of faces, with the policy that everything about it is decided by.
create table application (
    id                uuid primary key,
    organization      text        not null,
    name              text        not null,
    state             text        not null check (state in ('ACTIVE', 'PAUSED')),
    -- rises with every change of policy or state
    revision          bigint      not null,
    policy            jsonb       not null,
    created_at        timestamptz not null,
    created_by        text        not null,
    -- the operator's terms: which version the creator accepted
    terms_version     text        not null,
    terms_accepted_at timestamptz not null,
    terms_accepted_by text        not null
);

create index application_organization on application (organization, created_at, id);
-- A preflight names an origin and no application: it asks whether any lets that origin in.
create index application_origins on application using gin ((policy -> 'origins'));

-- Keys of backends. The secret is shown once and never stored: 256 random bits need no slow hash.
create table api_key (
    id             uuid primary key,
    application_id uuid        not null references application (id) on delete cascade,
    secret_hash    bytea       not null unique,
    created_at     timestamptz not null,
    created_by     text        not null,
    expires_at     timestamptz,
    revoked_at     timestamptz
);

create index api_key_application on api_key (application_id, created_at, id);

-- One visit of one browser for one operation. Swept when it has expired.
create table session (
    id             uuid primary key,
    token_hash     bytea       not null unique,
    application_id uuid        not null references application (id) on delete cascade,
    operation      text        not null check (operation in ('ENROLL', 'AUTHENTICATE')),
    origin         text        not null,
    state          text        not null check (state in ('OPEN', 'IN_USE', 'DONE')),
    -- refusals that the person could mend, so far
    mended         int         not null default 0,
    -- SHA-256 of the parts that the session is in use or done with: the same ones may come again, others may not
    parts_digest   bytea,
    locale         text,
    challenge      jsonb       not null,
    country        text,
    -- truncated to /24 or /48
    network        text        not null,
    created_at     timestamptz not null,
    expires_at     timestamptz not null
);

create index session_expiry on session (expires_at);
