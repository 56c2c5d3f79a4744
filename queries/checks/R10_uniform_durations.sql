-- id: R10
-- title.az: Eyni müddətli qəbullar
-- title.en: Uniform durations
-- clause: Əsasnamə 6.1.2, 6.3.2
-- why.az: Qəbulların çoxunun eyni müddət davam etməsi vaxtın ölçülmədiyini, sabit qiymətlə yazıldığını göstərə bilər.
-- why.en: Where most receptions last exactly as long as each other, the time may have been filled in, not measured.
-- do.az: Qəbulun başlama və bitmə vaxtının necə qeyd edildiyinin araşdırılması təklif olunur (Əsasnamənin 6.3.7-ci
--   yarımbəndi).
-- do.en: It is proposed that it be looked into how the start and the end of receptions are recorded (charter, 6.3.7).
-- severity: medium
-- unit_of_measure: fraction
-- population.az: struktur bölmə
-- population.en: the unit
-- threshold: tolerance = 0
-- threshold: share = 0.6
-- threshold: receptions = 30
-- needs: receptions.started_at (instant), receptions.ended_at (instant)
-- cure: next
-- look_into: true
--
-- Durations are floored to the minute; negative ones are R7's and left out.

-- section: prepare
create or replace temp table common_durations as
with durations as (
    select
        unit_code as unit,
        date_diff('second', started_at, ended_at) // 60 as minutes
    from period_receptions
    where ended_at >= started_at
),

counted as (
    select
        unit,
        minutes,
        count(*) as receptions
    from durations
    group by unit, minutes
)

select
    unit,
    cast(sum(receptions) as bigint) as timed,
    max(receptions) as alike,
    arg_max(minutes, (receptions, -minutes)) as minutes,
    max(receptions) / sum(receptions) as share
from counted
group by unit;

-- section: population
select
    durations.unit,
    1 as population,
    durations.share as measured,
    limits.share as threshold,
    if(durations.timed < limits.receptions, 'too_few', null) as reason
from common_durations as durations
inner join limits on limits.unit = durations.unit;

-- section: violations
select
    durations.unit,
    'unit' as subject_kind,
    durations.unit as subject_id,
    units.source,
    durations.share as measured,
    limits.share as threshold,
    json_object('minutes', durations.minutes, 'alike', durations.alike, 'receptions', durations.timed) as evidence
from common_durations as durations
inner join limits on limits.unit = durations.unit
inner join units on units.code = durations.unit
where durations.timed >= limits.receptions and durations.share >= limits.share;
