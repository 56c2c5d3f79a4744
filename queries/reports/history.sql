-- id: history
-- title: The receptions that the reports count, read once
-- grain: report_receptions: one row a reception of the months compared and of the 90 days before the trend
-- columns: source, id, unit, day, month, is_no_show, level, mode, outcome, kind, registration, topic (of the first level:
--     the part of the code before the dot), full_topic, citizen, happened_at
-- The first condition is wide enough for any time zone and lets the scan skip what lies far away.

create or replace temp table report_receptions as
select
    source,
    id,
    unit_code as unit,
    day,
    cast(date_trunc('month', day) as date) as month,
    is_no_show,
    level,
    mode,
    outcome,
    kind,
    registration,
    split_part(topic, '.', 1) as topic,
    topic as full_topic,
    citizen,
    coalesce(started_at, registered_at) as happened_at
from receptions
where
    coalesce(started_at, registered_at)
    >= cast(least(getvariable('history_from'), getvariable('trend_from') - 90) as timestamp) - interval 1 day
    and coalesce(started_at, registered_at) < cast(getvariable('period_to') as timestamp) + interval 2 days
    and day between least(getvariable('history_from'), getvariable('trend_from') - 90) and getvariable('period_to');
