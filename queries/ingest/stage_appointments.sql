-- ingest: stage_appointments
-- One batch on its way into lake.appointments; columns in the order of the Arrow batch.
create or replace temp table stage (
    batch_position integer,
    id varchar,
    payload_hash varchar,
    deleted boolean,
    updated_at timestamp,
    unit_code varchar,
    official_id varchar,
    date date,
    starts varchar,
    ends varchar,
    place varchar,
    status varchar,
    reason varchar
);
