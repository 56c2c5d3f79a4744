-- id: return_paths
-- title: From pillar to post: the ways on which citizens reached a third unit with one matter in the period
-- grain: one row a way; the ways of fewer citizens than small_cell are one row a level, its way null
-- columns: level (unit | agency), way (list of codes in order, the same one never twice in a row), citizens
-- Needs the violations of check C2 in the session. Variable: small_cell. Each chain is listed for every unit charged with
-- it and counted once.

with chains as (
    select distinct
        evidence ->> 'receptions' as chain,
        from_json(evidence -> 'units', '["VARCHAR"]') as units
    from violations
    where check_id = 'C2'
),

stops as (
    select
        chains.chain,
        stop.place,
        chains.units[stop.place] as unit,
        coalesce(units.agency, units.code, chains.units[stop.place]) as agency
    from chains
    cross join unnest(range(1, len(chains.units) + 1)) as stop(place)
    left join lake.units as units on units.code = chains.units[stop.place]
),

ways as (
    select
        'unit' as level,
        chain,
        list(unit order by place) as way
    from (select * from stops qualify unit is distinct from lag(unit) over (partition by chain order by place)) as moved
    group by chain
    union all
    select
        'agency',
        chain,
        list(agency order by place)
    from (
        select * from stops qualify agency is distinct from lag(agency) over (partition by chain order by place)
    ) as moved
    group by chain
),

counted as (
    select
        level,
        way,
        count(*) as citizens
    from ways
    group by level, way
)

select
    level,
    shown as way,
    cast(sum(citizens) as bigint) as citizens
from (select level, if(citizens >= getvariable('small_cell'), way, null) as shown, citizens from counted) as printed
group by level, shown
order by level desc, shown is null, sum(citizens) desc, shown;
