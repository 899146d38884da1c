-- How an application's index has grown: templates stored and erased by day (UTC), for a month. Nobody is named.
create table index_day (
    application_id uuid   not null references head,
    day            date   not null,
    stored         bigint not null,
    erased         bigint not null,
    primary key (application_id, day)
);
