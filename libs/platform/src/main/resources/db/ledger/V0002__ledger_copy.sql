-- This holder's copy of the ledger of what must not be. Every transaction that writes about a Facial ID checks it.
create table ledger_copy (
    number       bigint primary key,
    kind         text   not null,
    subject_hash bytea  not null unique,
    -- what the purge removed, by kind of datum
    removed      text   not null,
    applied_at   timestamptz not null default now(),
    -- when the confirmation was written; null while something about it is still on its way
    fulfilled_at timestamptz
);

create index ledger_copy_open on ledger_copy (number) where fulfilled_at is null;

-- One row: every number up to `applied` stands in the copy.
create table ledger_progress (
    only_row    boolean primary key default true check (only_row),
    -- renewed when the ledger says that this database was restored
    incarnation uuid   not null default gen_random_uuid(),
    applied     bigint not null default 0
);

insert into ledger_progress default values;
