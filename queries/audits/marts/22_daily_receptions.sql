-- mart: daily_receptions, of a monitoring
-- grain: one row a (unit in scope, day) with receptions, over the whole past up to the as-of
-- columns: those of `queries/marts/22_daily_receptions.sql`

create or replace temp table daily_receptions as
select
    unit_code,
    cast(lake.local_time(coalesce(started_at, registered_at)) as date) as day,
    count(*) as receptions,
    count(*) filter (where mode = 'mobile') as mobile
from lake.receptions
where
    list_contains(getvariable('audit_units'), unit_code)
    and load_from <= getvariable('load_id')
    and (load_to is null or load_to > getvariable('load_id'))
    and not deleted
    and coalesce(registered_at <= getvariable('as_of'), true)
group by all;
