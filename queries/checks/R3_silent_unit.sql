-- id: R3
-- title.az: Qəbulun aparılmadığı günlər
-- title.en: Silent unit
-- clause: Əsasnamə 2.1.2, 6.3.1, 6.3.4
-- why.az: Adətən qəbul aparan bölmədə bir neçə iş günü ərzində heç bir qəbulun qeydə alınmaması qəbulun keçirilmədiyini
--   və ya altsistemdən kənar keçirildiyini göstərir.
-- why.en: Where a unit that usually receives citizens shows none for days, reception was not held or was held outside
--   the subsystem.
-- do.az: Göstərilən günlərdə qəbulun keçirilib-keçirilmədiyinin araşdırılması və qəbulun fasiləsizliyinin təmin olunması
--   təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that the unit explain whether reception was held on these days and keep it uninterrupted
--   (charter, 6.3.7).
-- severity: high
-- unit_of_measure: days
-- population.az: struktur bölmə
-- population.en: the unit
-- threshold: tolerance = 0
-- threshold: days = 5
-- threshold: expected = 7
-- threshold: history_days = 56
-- needs: receptions
-- fresh: receptions
-- cure: next
--
-- A silence is a run of working days of the unit's own week without any reception, no-shows included. Days that are not
-- working days neither break nor lengthen it, so Saturdays of five-day units do not count. Only whole days that were
-- pulled count: those before the as-of's day and before the day of the last complete pull. What was to be expected: the
-- mean of the working days in the 56 days before the run, times its days.

-- section: prepare
create or replace temp table silences as
with begun as (
    select
        unit_code as unit,
        min(day) as first_day
    from daily_receptions
    group by unit_code
),

pasts as (
    select
        units.code as unit,
        units.source,
        units.week,
        limits.days as least_days,
        limits.expected as least_expected,
        cast(limits.history_days as integer) as history_days,
        begun.first_day,
        least(
            getvariable('as_of_day'),
            cast(lake.local_time(freshness.last_complete) as date),
            units.active_to + 1
        ) as end_day
    from units
    inner join limits on limits.unit = units.code
    inner join begun on begun.unit = units.code
    left join source_freshness as freshness on freshness.source = units.source and freshness.entity = 'receptions'
),

working_days as (
    select
        pasts.unit,
        pasts.source,
        pasts.history_days,
        pasts.least_days,
        pasts.least_expected,
        pasts.first_day,
        calendar.day,
        coalesce(daily.receptions, 0) as receptions
    from pasts
    inner join lake.calendar_days as calendar
        on
            calendar.week = pasts.week
            and calendar.is_working
            and calendar.day >= pasts.first_day
            and calendar.day < pasts.end_day
    left join daily_receptions as daily on daily.unit_code = pasts.unit and daily.day = calendar.day
),

-- Days of one silence share the number of busy days before them.
islands as (
    select
        *,
        count(*) filter (where receptions > 0) over (partition by unit order by day) as island
    from working_days
),

runs as (
    select
        unit,
        source,
        history_days,
        least_days,
        least_expected,
        first_day,
        min(day) as silent_from,
        max(day) as silent_to,
        count(*) as silent_days
    from islands
    where receptions = 0
    group by unit, source, history_days, least_days, least_expected, first_day, island
    having
        count(*) >= least_days
        and min(day) <= getvariable('period_to')
        and max(day) >= getvariable('period_from')
)

select
    runs.unit,
    any_value(runs.source) as source,
    any_value(runs.least_days) as least_days,
    any_value(runs.least_expected) as least_expected,
    runs.silent_from,
    any_value(runs.silent_to) as silent_to,
    any_value(runs.silent_days) as silent_days,
    any_value(runs.first_day <= runs.silent_from - runs.history_days) as has_history,
    count(*) as past_days,
    cast(sum(past.receptions) as bigint) as past_receptions,
    sum(past.receptions) / count(*) * any_value(runs.silent_days) as expected
from runs
inner join working_days as past
    on
        past.unit = runs.unit
        and past.day >= runs.silent_from - runs.history_days
        and past.day < runs.silent_from
group by runs.unit, runs.silent_from;

-- section: population
with found as (
    select
        unit,
        max(silent_days) as longest
    from silences
    where has_history and expected >= least_expected
    group by unit
),

begun as (
    select
        unit_code as unit,
        min(day) as first_day
    from daily_receptions
    group by unit_code
)

select
    units.code as unit,
    1 as population,
    coalesce(found.longest, 0) as measured,
    limits.days as threshold,
    case
        when begun.first_day is null or begun.first_day > getvariable('period_to') then 'no_records'
        when
            found.unit is null
            and begun.first_day > getvariable('period_from') - cast(limits.history_days as integer)
            then 'too_little_history'
    end as reason
from units
inner join limits on limits.unit = units.code
left join begun on begun.unit = units.code
left join found on found.unit = units.code;

-- section: violations
select
    unit,
    'unit' as subject_kind,
    unit as subject_id,
    source,
    silent_days as measured,
    least_days as threshold,
    json_object(
        'from', silent_from,
        'to', silent_to,
        'working_days', silent_days,
        'expected', round(expected, 1),
        'past_receptions', past_receptions,
        'past_working_days', past_days
    ) as evidence
from silences
where has_history and expected >= least_expected;
