-- id: R6
-- title.az: Təkrarlanan qeyd
-- title.en: Duplicate record
-- clause: Əsasnamə 6.1.2, 6.3.4
-- why.az: Bir qəbulun iki dəfə yazılması qəbulların sayını artırır və göstəriciləri təhrif edir.
-- why.en: One reception entered twice inflates the number of receptions and bends every figure.
-- do.az: Siyahıdakı təkrarlanan qeydlərdən artıq olanların ləğv edilməsi təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that the superfluous records of the pairs listed be cancelled (charter, 6.3.7).
-- severity: medium
-- unit_of_measure: fraction
-- population.az: dövr ərzində keçirilmiş qəbullar
-- population.en: receptions of the period
-- threshold: tolerance = 0
-- threshold: minutes = 10
-- needs: receptions.started_at (instant), receptions.level, receptions.topic, receptions.citizen
-- cure: next
--
-- One violation a pair, in the period of its later record. The earlier record may lie before the period's first midnight.

-- section: population
select
    unit_code as unit,
    count(*) as population
from period_receptions
group by unit_code;

-- section: violations
with latest as (
    select
        receptions.source,
        receptions.id,
        receptions.unit_code,
        receptions.level,
        receptions.citizen,
        receptions.topic,
        receptions.started_at,
        receptions.started_local,
        limits.minutes
    from period_receptions as receptions
    inner join limits on limits.unit = receptions.unit_code
    where
        receptions.citizen is not null
        and receptions.topic is not null
        and receptions.level is not null
        and receptions.started_at is not null
),

earlier as (
    select
        source,
        id,
        unit_code,
        level,
        citizen,
        topic,
        started_at,
        started_local
    from latest
    union all
    select
        source,
        id,
        unit_code,
        level,
        citizen,
        topic,
        started_at,
        started_local
    from receptions
    where
        day = getvariable('period_from') - 1
        and started_at >= cast(getvariable('period_from') as timestamp) - interval 2 days
        and started_at < cast(getvariable('period_from') as timestamp) + interval 1 day
)

select
    latest.unit_code as unit,
    'reception' as subject_kind,
    latest.id as subject_id,
    latest.source,
    date_diff('second', earlier.started_at, latest.started_at) / 60.0 as measured,
    latest.minutes as threshold,
    json_object(
        'receptions', [earlier.id, latest.id],
        'started', [
            strftime(earlier.started_local, '%Y-%m-%d %H:%M:%S'), strftime(latest.started_local, '%Y-%m-%d %H:%M:%S')
        ],
        'level', latest.level,
        'topic', latest.topic
    ) as evidence
from latest
inner join earlier
    on
        earlier.citizen = latest.citizen
        and earlier.unit_code = latest.unit_code
        and earlier.level = latest.level
        and earlier.topic = latest.topic
        and (earlier.started_at, earlier.id) < (latest.started_at, latest.id)
        and latest.started_at <= earlier.started_at + to_seconds(latest.minutes * 60);
