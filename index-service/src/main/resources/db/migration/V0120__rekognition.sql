-- Collections of Amazon Rekognition: one for each application whose engine that is (docs/rekognition.md).
create table rekognition_collection (
    application_id uuid        primary key,
    -- keyed hash of the application, by which the ledger names it once its deletion is complete
    subject_hash   bytea       not null unique,
    name           text        not null unique,
    -- whether AWS has confirmed that it is there
    made           boolean     not null default false,
    -- faces that can be found
    faces          bigint      not null default 0 check (faces >= 0),
    -- whose turn it is to store, and until when by this database's clock (protocol.md, P12)
    turn           uuid,
    turn_ends_at   timestamptz,
    -- when something was last asked of AWS that may land later
    touched_at     timestamptz not null default clock_timestamp(),
    -- that its faces have to be compared with the rows below: now and then, or because this database was restored
    listing        text        check (listing in ('DUE', 'RESTORED')),
    listed_at      timestamptz not null default clock_timestamp(),
    -- the ledger's number under which it goes; null: it stays
    number         bigint
);

create index rekognition_collection_going on rekognition_collection (number) where number is not null;

-- Faces that are at AWS, or may be.
create table rekognition_face (
    -- what AWS knows it by from us: random, made for this one store, and derived from nothing
    external_id    uuid        primary key,
    application_id uuid        not null references rekognition_collection,
    -- null as soon as it goes
    facial_id      uuid,
    subject_hash   bytea       not null,
    -- INTENDED: about to be sent; STORED: can be found; GOING: not at AWS any more, or not for long
    state          text        not null check (state in ('INTENDED', 'STORED', 'GOING')),
    -- what AWS calls it; null while nobody knows whether it landed
    face_id        text,
    -- the ledger's number under which it goes; null where a store failed
    number         bigint,
    intended_at    timestamptz not null default clock_timestamp(),
    unique (application_id, face_id),
    check ((state = 'GOING') = (facial_id is null)),
    check (state <> 'STORED' or face_id is not null)
);

create unique index rekognition_face_subject on rekognition_face (subject_hash) where state <> 'GOING';
create index rekognition_face_erased on rekognition_face (subject_hash);
create index rekognition_face_open on rekognition_face (application_id, state) where state <> 'STORED';
create index rekognition_face_number on rekognition_face (number) where number is not null;
