-- The latest revision of the application's policy under which anything was written here: whoever comes with an earlier one
-- does not remove templates that a later one has brought.
alter table head add column policy_revision bigint not null default 0;
