-- mart: daily_receptions
-- grain: one row a (unit, day) with receptions, over the whole past up to the as-of
-- columns: unit_code, day, receptions (no-shows included), mobile
-- From lake.receptions itself: the whole past is read once and without the joins of `receptions`.

create or replace temp table daily_receptions as
select
    unit_code,
    cast(lake.local_time(coalesce(started_at, registered_at)) as date) as day,
    count(*) as receptions,
    count(*) filter (where mode = 'mobile') as mobile
from lake.receptions
where
    load_from <= getvariable('load_id')
    and (load_to is null or load_to > getvariable('load_id'))
    and not deleted
    and coalesce(registered_at <= getvariable('as_of'), true)
group by all;
