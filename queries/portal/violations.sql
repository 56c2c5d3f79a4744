-- portal: violations
-- The rows behind a check, page by page: of one unit, of a subtree, or of all. The registers of overdue assignments and
-- of return visits are this list. Parameters: check_run, check_id, unit, root (null for any), row_limit, row_offset.
with found as (
    select *
    from visible_violations
    where
        run_id = getvariable('check_run')
        and check_id = getvariable('check_id')
        and (getvariable('unit') is null or unit = getvariable('unit'))
        and (
            getvariable('root') is null
            or unit in (select unit from visible_tree where ancestor = getvariable('root'))
        )
)

select
    unit,
    subject_kind,
    subject_id,
    source,
    measured,
    evidence,
    -- Not `count(*) over ()`: in DuckDB 1.5.5 an aggregate over an unpartitioned window behind a join can take the
    -- whole database down ("Attempted to access index 0 within vector of size 0").
    (select count(*) from found) as total
from found
order by measured desc nulls last, unit, subject_id
limit getvariable('row_limit') offset getvariable('row_offset');
