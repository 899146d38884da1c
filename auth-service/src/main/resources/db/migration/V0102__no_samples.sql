-- PostgreSQL keeps samples of a column's values in its statistics until they are gathered anew, of an emptied table for
-- ever: so of people who have been erased, and of addresses whose day is over. Nobody searches for these columns by
-- anything but equality.
alter table attempt alter column facial_id set statistics 0;
alter table attempt alter column address set statistics 0;
alter table session_outcome alter column facial_id set statistics 0;
alter table result_token alter column facial_id set statistics 0;
alter table outbox alter column key set statistics 0;
alter table outbox alter column subject set statistics 0;
alter table outbox alter column body set statistics 0;
