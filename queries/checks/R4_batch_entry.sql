-- id: R4
-- title.az: Toplu şəkildə daxil etmə
-- title.en: Batch entry
-- clause: Əsasnamə 2.1.2, 6.1.2, 6.3.4
-- why.az: Bir dəqiqədə onlarla qəbulun yazılması qəbulların əvvəlcə kağızda aparıldığını və altsistemə sonradan
--   köçürüldüyünü göstərir.
-- why.en: Many receptions entered within a minute were kept on paper first and copied into the subsystem later.
-- do.az: Qəbulların toplu şəkildə deyil, keçirildiyi anda altsistemdə qeydə alınmasının təmin olunması təklif olunur
--   (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that receptions be entered as they are held and not in batches (charter, 6.3.7).
-- severity: high
-- unit_of_measure: count
-- population.az: struktur bölmə
-- population.en: the unit
-- threshold: tolerance = 0
-- threshold: receptions = 10
-- threshold: seconds = 60
-- threshold: spread_minutes = 60
-- needs: receptions.registered_at (instant), receptions.started_at (instant)
-- cure: next
--
-- A batch is a sliding span of 60 seconds, both ends included, in which one unit registered at least ten receptions,
-- mobile ones left out, whose starts spread over more than an hour. Every reception of such a span that belongs to the
-- period is listed. Registrations are compared with those of a month on either side of the period.

-- section: prepare
create or replace temp table batches as
with near as (
    select
        source,
        id,
        unit_code,
        day,
        registered_at,
        started_at,
        date_trunc('minute', registered_at) as minute
    from receptions
    where
        mode is distinct from 'mobile'
        and registered_at is not null
        and started_at >= cast(getvariable('period_from') as timestamp) - interval 32 days
        and started_at < cast(getvariable('period_to') as timestamp) + interval 33 days
),

-- A batch lies in one minute of the clock or in two that touch: everything else is left behind before the windows.
minutes as (
    select
        unit_code,
        minute,
        count(*) as registered
    from near
    group by unit_code, minute
),

busy as (
    select
        minutes.unit_code,
        minutes.minute
    from minutes
    inner join limits on limits.unit = minutes.unit_code
    left join minutes as following
        on following.unit_code = minutes.unit_code and following.minute = minutes.minute + interval 1 minute
    left join minutes as previous
        on previous.unit_code = minutes.unit_code and previous.minute = minutes.minute - interval 1 minute
    where
        limits.seconds > 60
        or minutes.registered + greatest(coalesce(following.registered, 0), coalesce(previous.registered, 0))
        >= limits.receptions
),

spans as (
    select
        near.*,
        limits.receptions as least_receptions,
        limits.seconds,
        limits.spread_minutes,
        count(*) over span as registered,
        min(near.started_at) over span as first_start,
        max(near.started_at) over span as last_start
    from near
    semi join busy on busy.unit_code = near.unit_code and busy.minute = near.minute
    inner join limits on limits.unit = near.unit_code
    window span as (
        partition by near.unit_code
        order by near.registered_at
        range between current row and to_seconds(limits.seconds) following
    )
),

marked as (
    select
        *,
        max(
            if(
                registered >= least_receptions and last_start > first_start + to_seconds(spread_minutes * 60),
                registered,
                0
            )
        ) over (
            partition by unit_code
            order by registered_at
            range between to_seconds(seconds) preceding and current row
        ) as batch
    from spans
)

select *
from marked
where batch > 0 and day between getvariable('period_from') and getvariable('period_to');

-- section: population
with largest as (
    select
        unit_code,
        max(batch) as batch
    from batches
    group by unit_code
)

select
    receptions.unit_code as unit,
    1 as population,
    coalesce(any_value(largest.batch), 0) as measured,
    any_value(limits.receptions) as threshold
from period_receptions as receptions
inner join limits on limits.unit = receptions.unit_code
left join largest on largest.unit_code = receptions.unit_code
group by receptions.unit_code;

-- section: violations
select
    unit_code as unit,
    'reception' as subject_kind,
    id as subject_id,
    source,
    batch as measured,
    least_receptions as threshold,
    json_object(
        'registered', strftime(lake.local_time(registered_at), '%Y-%m-%d %H:%M:%S'),
        'started', strftime(lake.local_time(started_at), '%Y-%m-%d %H:%M:%S'),
        'registered_together', batch
    ) as evidence
from batches;
