-- Events that have been committed with the change they tell of, and not yet reached Kafka.
create table outbox (
    id           bigint generated always as identity primary key,
    ce_id        uuid        not null,
    type         text        not null,
    topic        text        not null,
    key          text        not null,
    subject      text        not null,
    -- keyed hash of application and Facial ID, where the event is about one: an erasure waits until none is left
    subject_hash bytea,
    occurred_at  timestamptz not null,
    body         bytea       not null
);

create index outbox_order on outbox (topic, key, id);
create index outbox_subject on outbox (subject_hash) where subject_hash is not null;
