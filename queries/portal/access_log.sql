-- portal: access_log
-- The log, newest first. Parameters: login (null for all), row_limit, row_offset.
with found as (
    select *
    from visible_access_log
    where getvariable('login') is null or login = getvariable('login')
)

select
    position,
    happened_at,
    login,
    address,
    action,
    object,
    (select count(*) from found) as total
from found
order by position desc
limit getvariable('row_limit') offset getvariable('row_offset');
