-- mart: unit_reports
-- grain: one row a report of figures that a unit had submitted by the as-of
-- columns: those of lake.unit_reports without the versions' own

create or replace temp view unit_reports as
select
    source,
    id,
    unit_code,
    period,
    submitted_at,
    receptions,
    receptions_subsystem,
    assignments_issued,
    assignments_done,
    assignments_overdue,
    repeat,
    written_appeals,
    by_outcome,
    by_topic
from lake.unit_reports
where
    load_from <= getvariable('load_id')
    and (load_to is null or load_to > getvariable('load_id'))
    and not deleted
    and coalesce(submitted_at <= getvariable('as_of'), true);
