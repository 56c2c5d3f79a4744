-- ingest: stage_drift
create or replace temp table drifted (
    kind varchar,
    name varchar,
    value varchar,
    seen bigint
);
