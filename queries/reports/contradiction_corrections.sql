-- id: contradiction_corrections
-- title: Figures that a unit changed in its report on a period, version by version
-- grain: one row a change: a (unit, period, figure) whose stated value differs from the version before
-- columns: unit, period, figure, before, after, submitted_at, load_from (the load that brought the change)
-- Variables: ledger_period (null: all), ledger_unit (it and what lies below it; null: all). Figures absent before or after
-- are no change.

with versions as (
    select
        unit_code as unit,
        period,
        submitted_at,
        load_from,
        id,
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
        not deleted
        and (getvariable('ledger_period') is null or period = getvariable('ledger_period'))
        and (
            getvariable('ledger_unit') is null
            or unit_code in (select unit from lake.unit_tree where ancestor = getvariable('ledger_unit'))
        )
),

stated as (
    unpivot (
        select * exclude (by_outcome, by_topic) from versions
    )
    on receptions, receptions_subsystem, assignments_issued, assignments_done, assignments_overdue, repeat, written_appeals
    into name figure value stated
),

split as (
    select
        unit,
        period,
        submitted_at,
        load_from,
        id,
        'by_outcome.' || entry.key as figure,
        entry.value as stated
    from versions
    cross join unnest(map_entries(from_json(by_outcome, '"MAP(VARCHAR, BIGINT)"'))) as entries(entry)
    union all
    select
        unit,
        period,
        submitted_at,
        load_from,
        id,
        'by_topic.' || entry.key,
        entry.value
    from versions
    cross join unnest(map_entries(from_json(by_topic, '"MAP(VARCHAR, BIGINT)"'))) as entries(entry)
),

ordered as (
    select
        *,
        lag(stated) over (
            partition by unit, period, figure order by submitted_at nulls first, load_from, id
        ) as before
    from (
        from stated
        union all by name
        from split
    ) as all_figures
)

select
    unit,
    period,
    figure,
    before,
    stated as after,
    submitted_at,
    load_from
from ordered
where before is not null and before <> stated
order by unit, period, figure, submitted_at nulls first, load_from;
