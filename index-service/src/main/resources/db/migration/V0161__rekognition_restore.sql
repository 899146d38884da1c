-- A row: this database was restored, and AWS has not been asked since which collections there are. Those of applications
-- younger than the backup are in no table.
create table rekognition_restore (
    only_row boolean primary key default true check (only_row)
);
