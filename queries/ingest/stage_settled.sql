-- ingest: stage_settled
create or replace temp table settled (
    raw_hash varchar,
    field varchar,
    reason varchar,
    detail varchar,
    is_taken boolean
);
