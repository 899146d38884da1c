-- What an importer of pictures stated in the place of a person's own consent, kept for as long as the person is.
alter table consent add column legal_basis text;
alter table consent add column legal_reference text;
alter table consent add check (legal_basis is null or source = 'IMPORTER');
alter table consent add check ((legal_basis is null) = (legal_reference is null));

-- Many people from pictures that a backend has. Forgotten with its lines when it expires.
create table import_job (
    id              uuid primary key,
    application_id  uuid        not null,
    state           text        not null check (state in ('OPEN', 'FINISHED')),
    legal_basis     text        not null,
    legal_reference text        not null,
    terms_version   text        not null,
    -- how many lines there will be; null: the importer did not say
    expected        integer,
    -- how many have come
    lines           integer     not null default 0,
    opened_at       timestamptz not null default now(),
    finished_at     timestamptz,
    expires_at      timestamptz not null,
    check ((state = 'FINISHED') = (finished_at is not null))
);
create unique index import_job_open on import_job (application_id) where state = 'OPEN';
create index import_job_expiry on import_job (expires_at);

-- What became of each line. No picture; and of somebody who was erased nothing but a keyed hash of the line's own key, so
-- that whoever sends the line again brings nobody back.
create table import_line (
    id         bigint generated always as identity primary key,
    job_id     uuid  not null references import_job,
    -- keyed, so that it cannot be guessed from a list of names
    key_hash   bytea not null,
    own_key    text,
    -- SHA-256 of the picture and the payload that the outcome is about
    digest     bytea,
    -- of the enrollment that is being tried
    session_id uuid unique,
    state      text  not null check (state in ('MISSING', 'ENROLLED', 'REFUSED', 'ERASED')),
    facial_id  uuid references profile,
    code       text,
    detail     text,
    unique (job_id, key_hash),
    check ((state = 'ENROLLED') = (facial_id is not null)),
    check ((state = 'REFUSED') = (code is not null)),
    check ((state = 'ERASED') = (own_key is null)),
    check ((state = 'ERASED') = (digest is null)),
    check ((state = 'ERASED') = (session_id is null))
);
create index import_line_page on import_line (job_id, id);
create index import_line_of on import_line (facial_id) where facial_id is not null;

alter table import_line alter column own_key set statistics 0;
alter table import_line alter column key_hash set statistics 0;
alter table import_line alter column digest set statistics 0;
alter table import_line alter column session_id set statistics 0;
alter table import_line alter column facial_id set statistics 0;
alter table import_line alter column detail set statistics 0;
