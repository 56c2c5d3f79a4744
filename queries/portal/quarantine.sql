-- portal: quarantine
-- Rows that could not be taken, newest first. Parameters: source, reason (null for all), row_limit, row_offset.
with found as (
    select *
    from visible_quarantine
    where
        (getvariable('source') is null or source = getvariable('source'))
        and (getvariable('reason') is null or reason = getvariable('reason'))
)

select
    source,
    entity,
    record_id,
    field,
    reason,
    detail,
    raw,
    first_seen,
    last_seen,
    replayed_load,
    (select count(*) from found) as total
from found
order by replayed_load is not null, last_seen desc, source, entity, record_id
limit getvariable('row_limit') offset getvariable('row_offset');
