-- score: scored_receptions
-- grain: one row a reception of the spans
-- columns: source, id, unit, day, registration, level, official_id, outcome, rating, is_no_show, waited_us (microseconds),
--     duration_minutes (floored), is_registered_late, missing_fields
-- Variables: reach_from, reach_to (first and last day of all spans).
-- Held as a table, because half of the indicators read it; a year of the whole ministry fits.
-- Late as in check R1, missing as in check R5: only what the source offers can be missing, and a no-show needs no times.

create or replace temp table scored_receptions as
with offers as (
    select
        source,
        bool_or(column_name = 'topic') as topic,
        bool_or(column_name = 'outcome') as outcome,
        bool_or(column_name = 'started_at') as started_at,
        bool_or(column_name = 'ended_at') as ended_at,
        bool_or(column_name = 'citizen') as citizen,
        bool_or(column_name = 'official_id') as official_id
    from provides
    where entity = 'receptions'
    group by source
),

late_after as (
    select unit, value as hours
    from thresholds
    where check_id = 'R1' and name = 'hours'
),

-- Every day with the working day after it.
following as (
    select
        today.week,
        today.day,
        cast(next.day + 1 as timestamp) as register_by
    from lake.calendar_days as today
    inner join lake.calendar_days as next
        on next.week = today.week and next.is_working and next.ordinal = today.ordinal + 1
)

select
    receptions.source,
    receptions.id,
    receptions.unit_code as unit,
    receptions.day,
    receptions.registration,
    receptions.level,
    receptions.official_id,
    receptions.outcome,
    receptions.rating,
    receptions.is_no_show,
    -- Not date_diff, which counts the borders of seconds and minutes crossed.
    epoch_us(receptions.started_at) - epoch_us(receptions.arrived_at) as waited_us,
    cast(
        floor((epoch_us(receptions.ended_at) - epoch_us(receptions.started_at)) / 60_000_000) as integer
    ) as duration_minutes,
    coalesce(receptions.registration = 'late', false)
    or coalesce(
        receptions.registered_local > if(
            receptions.mode = 'mobile',
            following.register_by,
            receptions.started_local + to_seconds(coalesce(late_after.hours, 24) * 3600)
        ),
        false
    ) as is_registered_late,
    cast(offers.topic and receptions.topic is null as integer)
    + cast(offers.outcome and receptions.outcome is null as integer)
    + cast(offers.started_at and receptions.started_at is null and not receptions.is_no_show as integer)
    + cast(offers.ended_at and receptions.ended_at is null and not receptions.is_no_show as integer)
    + cast(offers.citizen and receptions.citizen is null as integer)
    + cast(
        coalesce(
            offers.official_id
            and receptions.level <> 'reception_room'
            and nullif(trim(receptions.official_id), '') is null,
            false
        ) as integer
    ) as missing_fields
from receptions
inner join offers on offers.source = receptions.source
left join late_after on late_after.unit = receptions.unit_code
left join following on following.week = receptions.week and following.day = receptions.day
where
    receptions.day between getvariable('reach_from') and getvariable('reach_to')
    -- Wide enough for any time zone; lets the scan skip what lies far away.
    and coalesce(receptions.started_at, receptions.registered_at)
    >= cast(getvariable('reach_from') as timestamp) - interval 1 day
    and coalesce(receptions.started_at, receptions.registered_at)
    < cast(getvariable('reach_to') as timestamp) + interval 2 days;
