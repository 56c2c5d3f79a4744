-- id: R7
-- title.az: Mümkün olmayan vaxt
-- title.en: Impossible time
-- clause: Əsasnamə 6.1.2, 6.3.4
-- why.az: Başlamazdan əvvəl bitən, gəlişdən əvvəl başlayan, gələcəkdə baş vermiş və ya səkkiz saatdan çox davam edən qəbul
--   vaxtın ölçülmədiyini, sonradan yazıldığını göstərir.
-- why.en: A reception that ends before it starts, starts before the citizen came, lies in the future or lasts more than
--   eight hours was not timed but filled in.
-- do.az: Siyahıdakı qeydlərin vaxt məlumatlarının dəqiqləşdirilməsi təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that the times of the records listed be corrected (charter, 6.3.7).
-- severity: medium
-- unit_of_measure: fraction
-- population.az: dövr ərzində keçirilmiş qəbullar
-- population.en: receptions of the period
-- threshold: tolerance = 0
-- threshold: hours = 8
-- needs: receptions.started_at (instant), receptions.ended_at? (instant), receptions.arrived_at? (instant)
-- cure: rows
--
-- A time after the pull is one later than the end of the load that brought the record. It belongs to the period in
-- which the record was registered, for its own day lies in a future that has not been closed.

-- section: prepare
create or replace temp table impossible_times as
with of_period as (
    select
        source,
        id,
        unit_code,
        arrived_at,
        started_at,
        ended_at,
        registered_at,
        registered_day,
        appeal_handed_at,
        appeal_registered_at,
        pulled_at,
        true as is_in_period
    from period_receptions
    union all
    select
        source,
        id,
        unit_code,
        arrived_at,
        started_at,
        ended_at,
        registered_at,
        registered_day,
        appeal_handed_at,
        appeal_registered_at,
        pulled_at,
        false as is_in_period
    from receptions
    where
        registered_at >= cast(getvariable('period_from') as timestamp) - interval 1 day
        and registered_at < cast(getvariable('period_to') as timestamp) + interval 2 days
        and registered_day between getvariable('period_from') and getvariable('period_to')
        and day not between getvariable('period_from') and getvariable('period_to')
),

faults as (
    select
        of_period.*,
        limits.hours,
        list_filter(
            [
                if(is_in_period and ended_at < started_at, 'ended before it started', null),
                if(is_in_period and started_at < arrived_at, 'started before the arrival', null),
                if(
                    is_in_period and ended_at > started_at + to_seconds(limits.hours * 3600),
                    'lasted too long',
                    null
                ),
                if(
                    coalesce(registered_day, getvariable('period_from'))
                    between getvariable('period_from') and getvariable('period_to')
                    and greatest(
                        arrived_at, started_at, ended_at, registered_at, appeal_handed_at, appeal_registered_at
                    ) > pulled_at,
                    'later than the pull',
                    null
                )
            ],
            lambda fault: fault is not null
        ) as faults
    from of_period
    inner join limits on limits.unit = of_period.unit_code
)

select *
from faults
where len(faults) > 0;

-- section: population
select
    unit_code as unit,
    count(*) as population
from period_receptions
group by unit_code
union all
select
    unit_code,
    count(*)
from impossible_times
where not is_in_period
group by unit_code;

-- section: violations
select
    unit_code as unit,
    'reception' as subject_kind,
    id as subject_id,
    source,
    date_diff('second', started_at, ended_at) / 3600.0 as measured,
    hours as threshold,
    json_object(
        'faults', faults,
        'arrived', strftime(lake.local_time(arrived_at), '%Y-%m-%d %H:%M:%S'),
        'started', strftime(lake.local_time(started_at), '%Y-%m-%d %H:%M:%S'),
        'ended', strftime(lake.local_time(ended_at), '%Y-%m-%d %H:%M:%S'),
        'registered', strftime(lake.local_time(registered_at), '%Y-%m-%d %H:%M:%S'),
        'pulled', strftime(lake.local_time(pulled_at), '%Y-%m-%d %H:%M:%S')
    ) as evidence
from impossible_times;
