-- ingest: stage_officials
-- One batch on its way into lake.officials; columns in the order of the Arrow batch.
create or replace temp table stage (
    batch_position integer,
    id varchar,
    payload_hash varchar,
    deleted boolean,
    updated_at timestamp,
    unit_code varchar,
    full_name varchar,
    post varchar,
    level varchar,
    active_from date,
    active_to date
);
