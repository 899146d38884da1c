-- The ledger of what must not be. Rows are never deleted and numbers never change.
create table ledger (
    number            bigint      primary key check (number > 0),
    kind              text        not null check (kind in ('FACIAL_ID', 'APPLICATION')),
    -- keyed hash of application and Facial ID: one number for each, for ever
    subject_hash      bytea       not null unique check (octet_length(subject_hash) = 32),
    -- keyed hash of the application; null in an entry that a holder handed over, until somebody asks for it again
    owner_hash        bytea       check (octet_length(owner_hash) = 32),
    -- application and Facial ID, AES-256-GCM under that version of the key; null once complete, and where handed over
    sealed_subject    bytea,
    key_version       text,
    -- follows from subject_hash, so that a restored ledger gives the same one again
    erasure_id        uuid        not null unique,
    -- never became active: no public event tells of it
    undo              boolean     not null,
    channel           text        not null,
    requested_at      timestamptz not null,
    -- enrollment-service has committed the end of active
    ended_at          timestamptz,
    -- when enrollment-service is told (again), and how often it was
    tell_at           timestamptz,
    tells             integer     not null default 0,
    -- erasure.requested came back through Kafka, with this version
    requested_seen_at timestamptz,
    requested_version bigint,
    completed_at      timestamptz,
    completed_version bigint,
    check ((sealed_subject is null) = (key_version is null)),
    check (completed_at is null or sealed_subject is null)
);

create index ledger_open on ledger (number) where completed_at is null;
create index ledger_to_tell on ledger (tell_at) where tell_at is not null;
create index ledger_owner on ledger (owner_hash);

-- One row. Who gives a number holds its lock until the number is committed: no gaps, and commit order is number order.
create table ledger_head (
    only_row boolean primary key default true check (only_row),
    last     bigint not null
);

insert into ledger_head (last) values (0);

-- Who has nothing left of what an entry names.
create table confirmation (
    number  bigint      not null references ledger,
    holder  text        not null,
    at      timestamptz not null,
    -- how many rows went, by kind of datum; null while only the holder's progress says so
    removed text,
    primary key (number, holder)
);

-- What each holder has reported, by incarnation of its database. The incarnation heard of last for the first time is the
-- current one.
create table holder_incarnation (
    holder      text        not null,
    incarnation uuid        not null,
    ordinal     bigint      generated always as identity,
    applied     bigint      not null,
    fulfilled   bigint      not null,
    first_heard timestamptz not null,
    last_heard  timestamptz not null,
    primary key (holder, incarnation)
);

-- Counts the polls that found the ledger not behind. A process that starts waits until each holder's count has risen.
create table holder_report (
    holder text   primary key,
    count  bigint not null
);
