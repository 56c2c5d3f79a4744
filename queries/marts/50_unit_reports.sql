-- mart: unit_reports
-- grain: one row a report of figures that a unit had submitted by the as-of, in the version of that time
-- columns: those of lake.unit_reports without the versions' own; first_submitted_at: when the report was first
--   submitted, of all its versions: a correction does not make a report late

create or replace temp view unit_reports as
with versions as (
    select
        *,
        min(submitted_at) filter (where not deleted) over (partition by source, id) as first_submitted_at,
        bool_or(deleted and coalesce(load_to > getvariable('load_id'), true))
            over (partition by source, id) as is_withdrawn
    from lake.unit_reports
    where load_from <= getvariable('load_id')
)

select
    source,
    id,
    unit_code,
    period,
    submitted_at,
    first_submitted_at,
    receptions,
    receptions_subsystem,
    assignments_issued,
    assignments_done,
    assignments_overdue,
    repeat,
    written_appeals,
    by_outcome,
    by_topic
from versions
where
    not is_withdrawn
    and not deleted
    and coalesce(submitted_at <= getvariable('as_of'), true)
qualify row_number() over (partition by source, id order by load_from desc) = 1;
