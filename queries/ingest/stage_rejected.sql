-- ingest: stage_rejected
create or replace temp table rejected (
    record_id varchar,
    field varchar,
    reason varchar,
    detail varchar,
    raw varchar,
    raw_hash varchar
);
