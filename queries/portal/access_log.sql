-- portal: access_log
-- The log, newest first. Parameters: login (null for all), row_limit, row_offset.
select
    position,
    happened_at,
    login,
    address,
    action,
    object,
    count(*) over () as total
from visible_access_log
where getvariable('login') is null or login = getvariable('login')
order by position desc
limit getvariable('row_limit') offset getvariable('row_offset');
