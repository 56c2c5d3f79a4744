-- id: R9
-- title.az: İnandırıcı olmayan sürət
-- title.en: Implausible pace
-- clause: Əsasnamə 3.1.6, 6.1.3, 6.3.4
-- why.az: Bir şəxsin eyni vaxtda iki qəbulda olması və ya bir saatda 12-dən çox qəbula başlaması qəbulun faktiki
--   keçirilmədiyini göstərir.
-- why.en: An official in two receptions at once, or starting more than twelve in an hour, did not hold them as
--   recorded.
-- do.az: Göstərilən qəbulların faktiki keçirilməsinin yoxlanılması və vaxtın olduğu kimi qeyd edilməsi təklif olunur
--   (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that the receptions listed be verified and times be recorded as they are (charter, 6.3.7).
-- severity: high
-- unit_of_measure: fraction
-- population.az: dövr ərzində keçirilmiş qəbullar
-- population.en: receptions of the period
-- threshold: tolerance = 0
-- threshold: overlap_minutes = 1
-- threshold: per_hour = 12
-- needs: receptions.started_at (instant), receptions.ended_at? (instant), receptions.official_id
-- cure: next
--
-- One without an end overlaps nothing; a pair with a collective reception is exempt, and collective ones do not count
-- towards the twelve. Every reception of an overlap or of a crowded hour is listed once.

-- section: population
select
    unit_code as unit,
    count(*) as population
from period_receptions
group by unit_code;

-- section: violations
with timed as (
    select
        receptions.source,
        receptions.id,
        receptions.unit_code,
        receptions.official_id,
        receptions.started_at,
        receptions.ended_at,
        receptions.started_local,
        receptions.day,
        limits.overlap_minutes,
        limits.per_hour
    from period_receptions as receptions
    inner join limits on limits.unit = receptions.unit_code
    where
        receptions.official_id is not null
        and receptions.started_at is not null
        and not coalesce(receptions.collective, false)
),

-- One past midnight is looked for on both days.
spread as (
    select
        *,
        day as on_day
    from timed
    where ended_at > started_at
    union all
    select
        *,
        day + 1 as on_day
    from timed
    where ended_at > started_at and cast(lake.local_time(ended_at) as date) > day
),

overlapping as (
    select
        one.source,
        one.id,
        max(date_diff('second', greatest(one.started_at, other.started_at), least(one.ended_at, other.ended_at)))
        / 60.0 as overlap_minutes,
        list(distinct other.id order by other.id) as overlaps_with
    from spread as one
    inner join spread as other
        on
            other.source = one.source
            and other.official_id = one.official_id
            and other.on_day = one.on_day
            and other.id <> one.id
            and other.started_at < one.ended_at
            and one.started_at < other.ended_at
            and least(one.ended_at, other.ended_at)
            > greatest(one.started_at, other.started_at) + to_seconds(one.overlap_minutes * 60)
    group by one.source, one.id
),

hours as (
    select
        source,
        official_id,
        date_trunc('hour', started_local) as hour,
        count(*) as started
    from timed
    group by all
)

select
    timed.unit_code as unit,
    'reception' as subject_kind,
    timed.id as subject_id,
    timed.source,
    coalesce(overlapping.overlap_minutes, hours.started) as measured,
    if(overlapping.id is not null, timed.overlap_minutes, timed.per_hour) as threshold,
    json_object(
        'official', timed.official_id,
        'started', strftime(timed.started_local, '%Y-%m-%d %H:%M:%S'),
        'overlaps_with', overlapping.overlaps_with,
        'overlap_minutes', round(overlapping.overlap_minutes, 1),
        'started_in_the_hour', hours.started
    ) as evidence
from timed
inner join hours
    on
        hours.source = timed.source
        and hours.official_id = timed.official_id
        and hours.hour = date_trunc('hour', timed.started_local)
left join overlapping on overlapping.source = timed.source and overlapping.id = timed.id
where overlapping.id is not null or hours.started > timed.per_hour;
