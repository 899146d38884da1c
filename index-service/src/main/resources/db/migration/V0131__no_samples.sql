-- PostgreSQL keeps samples of a column's values in its statistics until they are gathered anew, and so of rows that have
-- been erased. Nobody searches for these columns by anything but equality with one that is unique.
alter table template alter column sealed set statistics 0;
alter table template alter column wrapped_key set statistics 0;
alter table template alter column occasions set statistics 0;
alter table template alter column facial_id set statistics 0;
alter table template alter column subject_hash set statistics 0;
alter table stored_probe alter column facial_id set statistics 0;
alter table stored_probe alter column subject_hash set statistics 0;
