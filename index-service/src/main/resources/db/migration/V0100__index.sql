-- One row for each application's index: its lock, and the clock of its changes (protocol.md, P2).
create table head (
    application_id uuid   primary key,
    -- keyed hash of the application, by which the ledger names it once its deletion is complete
    subject_hash   bytea  not null unique,
    -- renewed by every restore: numbers of different incarnations do not compare
    incarnation    uuid   not null,
    key_generation int    not null default 1,
    -- the number of the last change
    seq            bigint not null default 0,
    count          bigint not null default 0,
    -- the sum of row_hash over the application's templates, modulo 2^64
    checksum       bigint not null default 0,
    -- erased rows are logged after this number only: a replica before it rebuilds
    log_start      bigint not null default 0,
    check (seq >= 0 and count >= 0 and log_start <= seq)
);

-- An application's keys, wrapped by the key-encryption key of that version. A new epoch adds a row.
create table application_key (
    application_id uuid        not null references head,
    purpose        text        not null check (purpose in ('TEMPLATES', 'CHECKSUM')),
    epoch          int         not null,
    kek_version    text        not null,
    wrapped        bytea       not null,
    created_at     timestamptz not null default now(),
    primary key (application_id, purpose, epoch)
);

create sequence template_row;

create table template (
    row_id         bigint      primary key,
    application_id uuid        not null references head,
    facial_id      uuid        not null,
    subject_hash   bytea       not null,
    profile        text        not null,
    -- the head's number of the last change of this row
    seq            bigint      not null,
    -- the vector under its own key, and that key under the application's key of the epoch
    sealed         bytea       not null,
    wrapped_key    bytea       not null,
    epoch          int         not null,
    -- keyed hash of what stands in this row
    row_hash       bigint      not null,
    created_at     timestamptz not null default now(),
    unique (application_id, facial_id, profile)
);

create index template_changes on template (application_id, seq);
create index template_subject on template (subject_hash);

-- What replicas have to forget. No Facial ID: a row's number says nothing about the person.
create table erased_row (
    application_id uuid        not null references head,
    seq            bigint      not null,
    row_id         bigint      not null,
    erased_at      timestamptz not null default now(),
    primary key (application_id, seq, row_id)
);

create index erased_row_age on erased_row (erased_at);

-- Probes that have been stored. Each can be stored once; the same call again gets the same answer.
create table stored_probe (
    jti            uuid        primary key,
    application_id uuid        not null,
    -- both null once the Facial ID is erased
    facial_id      uuid,
    subject_hash   bytea,
    forget_at      timestamptz not null
);

create index stored_probe_subject on stored_probe (subject_hash);
create index stored_probe_age on stored_probe (forget_at);

-- Who holds templates in memory. Past its time by this database's clock, a lease counts as given up.
create table replica_lease (
    id         uuid        primary key,
    expires_at timestamptz not null
);

create table replica_position (
    lease_id       uuid   not null references replica_lease on delete cascade,
    application_id uuid   not null references head,
    incarnation    uuid   not null,
    seq            bigint not null,
    primary key (lease_id, application_id)
);

-- Where the head stood when a ledger number had been purged: the number has passed when every lease is beyond that.
create table purge_position (
    number         bigint not null,
    application_id uuid   not null references head,
    incarnation    uuid   not null,
    seq            bigint not null,
    primary key (number, application_id)
);
