-- portal: violations
-- The rows behind a check, page by page: of one unit, of a subtree, or of all. The registers of overdue assignments and
-- of return visits are this list. Parameters: check_run, check_id, unit, root (null for any), row_limit, row_offset.
select
    violations.unit,
    violations.subject_kind,
    violations.subject_id,
    violations.source,
    violations.measured,
    violations.threshold,
    violations.evidence,
    count(*) over () as total
from visible_violations as violations
where
    violations.run_id = getvariable('check_run')
    and violations.check_id = getvariable('check_id')
    and (getvariable('unit') is null or violations.unit = getvariable('unit'))
    and (
        getvariable('root') is null
        or violations.unit in (select unit from visible_tree where ancestor = getvariable('root'))
    )
order by violations.measured desc nulls last, violations.unit, violations.subject_id
limit getvariable('row_limit') offset getvariable('row_offset');
