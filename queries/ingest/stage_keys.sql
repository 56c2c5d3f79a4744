-- ingest: stage_keys
-- The keys of one batch, each id once.
create or replace temp table incoming (
    batch_position integer,
    id varchar,
    payload_hash varchar,
    deleted boolean,
    updated_at timestamp
);
