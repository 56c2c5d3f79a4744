-- ingest: stage_unit_reports
-- One batch on its way into lake.unit_reports; columns in the order of the Arrow batch.
create or replace temp table stage (
    batch_position integer,
    id varchar,
    payload_hash varchar,
    deleted boolean,
    updated_at timestamp,
    unit_code varchar,
    period varchar,
    submitted_at timestamp,
    receptions bigint,
    receptions_subsystem bigint,
    assignments_issued bigint,
    assignments_done bigint,
    assignments_overdue bigint,
    repeat bigint,
    written_appeals bigint,
    by_outcome varchar,
    by_topic varchar
);
