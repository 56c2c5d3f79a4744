-- id: R13
-- title.az: Qəbulların sayının kəskin dəyişməsi
-- title.en: Volume anomaly
-- clause: Əsasnamə 3.1.7, 6.3.2
-- why.az: Qəbulların sayının adi həddən kəskin kənara çıxması ya işdə, ya da qeydiyyatda baş vermiş dəyişikliyin
--   əlamətidir.
-- why.en: A number of receptions far outside the usual means that something changed in the work or in its registration.
-- do.az: Qəbulların sayının dəyişməsinin səbəblərinin araşdırılması təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that the reasons of the change be looked into (charter, 6.3.7).
-- severity: medium
-- unit_of_measure: count
-- population.az: struktur bölmə
-- population.en: the unit
-- threshold: tolerance = 0
-- threshold: deviations = 3.5
-- threshold: periods = 12
-- threshold: least_periods = 6
-- needs: receptions
-- cure: next
-- look_into: true
-- fresh: receptions
--
-- Compared with the periods of the same length before, from the first with records on; periods without records between
-- two with records count 0. Outside median ± 3.5 × 1.4826 × MAD, MAD floored at the root of the median. Anomalies that
-- the sector has confirmed are left out. A period that has not ended cannot be judged.

-- section: prepare
create or replace temp table volumes as
with spans as (
    select
        number,
        cast(date_add(getvariable('period_from'), to_months(cast(-number * months as integer))) as date) as from_day,
        cast(date_add(getvariable('period_from'), to_months(cast((1 - number) * months as integer))) as date) as end_day
    from (
        select case getvariable('period_kind') when 'month' then 1 when 'quarter' then 3 when 'half' then 6 else 12 end
    ) as lengths(months)
    cross join range(0, 61) as numbers(number)
),

counted as (
    select
        units.code as unit,
        spans.number,
        any_value(spans.from_day) as from_day,
        any_value(spans.end_day) as end_day,
        cast(coalesce(sum(daily.receptions), 0) as bigint) as receptions
    from units
    inner join limits on limits.unit = units.code
    inner join spans on spans.number <= limits.periods
    left join daily_receptions as daily
        on daily.unit_code = units.code and daily.day >= spans.from_day and daily.day < spans.end_day
    group by units.code, spans.number
),

begun as (
    select
        unit_code as unit,
        min(day) as first_day
    from daily_receptions
    group by unit_code
),

newest as (
    select
        unit,
        min(number) as number
    from counted
    where receptions > 0
    group by unit
),

past as (
    select
        counted.unit,
        count(*) as periods,
        median(counted.receptions) as median,
        mad(counted.receptions) as mad
    from counted
    inner join newest on newest.unit = counted.unit
    inner join begun on begun.unit = counted.unit
    anti join confirmed_anomalies as anomalies
        on
            anomalies.unit = counted.unit
            and anomalies.period_from = counted.from_day
            and anomalies.period_to + 1 = counted.end_day
    where counted.number > 0 and counted.number >= newest.number and counted.end_day > begun.first_day
    group by counted.unit
)

select
    tested.unit,
    tested.receptions,
    newest.unit is not null as has_records,
    coalesce(past.periods, 0) as periods,
    past.median,
    past.mad,
    limits.deviations * 1.4826 * greatest(past.mad, sqrt(past.median)) as allowed,
    limits.least_periods
from counted as tested
inner join limits on limits.unit = tested.unit
left join newest on newest.unit = tested.unit
left join past on past.unit = tested.unit
where tested.number = 0;

-- section: population
select
    unit,
    1 as population,
    receptions as measured,
    median as threshold,
    case
        when not has_records then 'no_records'
        when getvariable('period_to') >= getvariable('as_of_day') then 'too_few'
        when periods < least_periods then 'too_little_history'
    end as reason
from volumes;

-- section: violations
select
    volumes.unit,
    'unit' as subject_kind,
    volumes.unit as subject_id,
    units.source,
    volumes.receptions as measured,
    if(volumes.receptions > median, median + allowed, greatest(median - allowed, 0)) as threshold,
    json_object(
        'receptions', volumes.receptions,
        'median_before', volumes.median,
        'mad', volumes.mad,
        'periods', volumes.periods,
        'from', round(greatest(median - allowed, 0), 1),
        'to', round(median + allowed, 1)
    ) as evidence
from volumes
inner join units on units.code = volumes.unit
where volumes.periods >= volumes.least_periods and abs(volumes.receptions - volumes.median) > volumes.allowed;
