-- Imports of index files. Counts, and the basis that the importer has stated: nobody is named.
create table index_import (
    application_id uuid        not null,
    file           uuid        not null,
    terms_version  text        not null,
    basis          text        not null,
    -- parts that have been dealt with
    next           bigint      not null default 0,
    imported       bigint      not null default 0,
    known          bigint      not null default 0,
    erased         bigint      not null default 0,
    duplicates     bigint      not null default 0,
    taken          bigint      not null default 0,
    started_at     timestamptz not null default clock_timestamp(),
    changed_at     timestamptz not null default clock_timestamp(),
    ended_at       timestamptz,
    primary key (application_id, file)
);

-- The file that somebody came with: an import that was interrupted goes on with its own people.
alter table profile add column carried_by uuid;
