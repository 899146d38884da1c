-- When no living row needed an epoch's key any more. It is destroyed once the backups of that time have run out.
alter table application_key add column retired_at timestamptz;

-- Key-encryption keys under which something in this database is, or was. The keys themselves are outside.
create table key_encryption_key (
    version    text        primary key,
    first_used timestamptz not null default now(),
    -- since when the current keys are under another one
    retired_at timestamptz
);
