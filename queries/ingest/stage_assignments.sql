-- ingest: stage_assignments
-- One batch on its way into lake.assignments; columns in the order of the Arrow batch.
create or replace temp table stage (
    batch_position integer,
    id varchar,
    payload_hash varchar,
    deleted boolean,
    updated_at timestamp,
    unit_code varchar,
    reception_id varchar,
    executor_unit varchar,
    issued_by varchar,
    issued_on date,
    due_on date,
    term varchar,
    status varchar,
    completed_on date,
    result varchar,
    result_redactions integer,
    replied_on date,
    extensions_json varchar
);
