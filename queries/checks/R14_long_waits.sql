-- id: R14
-- title.az: Uzun gözləmə
-- title.en: Long waits
-- clause: Əsasnamə 3.1.6, 6.1.3
-- why.az: Qəbul otağında uzun müddət gözləmək vətəndaşın narazılığının əsas səbəblərindən biridir.
-- why.en: Long waits in the reception room are among the first things that citizens complain about.
-- do.az: Qəbul otağında növbənin tənzimlənməsi və gözləmə müddətinin azaldılması təklif olunur (Əsasnamənin 6.3.7-ci
--   yarımbəndi).
-- do.en: It is proposed that the queue of the reception room be organised so that waits become shorter (charter,
--   6.3.7).
-- severity: medium
-- unit_of_measure: fraction
-- population.az: struktur bölmə
-- population.en: the unit
-- threshold: tolerance = 0
-- threshold: minutes = 30
-- threshold: share = 0.2
-- threshold: receptions = 20
-- needs: receptions.arrived_at (instant), receptions.started_at (instant), receptions.level
-- cure: next
--
-- Only reception-room receptions with both times; negative waits are R7's and left out.

-- section: prepare
create or replace temp table waits as
select
    receptions.unit_code as unit,
    count(*) as timed,
    count(*) filter (where receptions.started_at > receptions.arrived_at + to_seconds(limits.minutes * 60)) as long_waits,
    median(date_diff('second', receptions.arrived_at, receptions.started_at)) / 60 as median_minutes
from period_receptions as receptions
inner join limits on limits.unit = receptions.unit_code
where receptions.level = 'reception_room' and receptions.started_at >= receptions.arrived_at
group by receptions.unit_code;

-- section: population
select
    waits.unit,
    1 as population,
    waits.long_waits / waits.timed as measured,
    limits.share as threshold,
    if(waits.timed < limits.receptions, 'too_few', null) as reason
from waits
inner join limits on limits.unit = waits.unit;

-- section: violations
select
    waits.unit,
    'unit' as subject_kind,
    waits.unit as subject_id,
    units.source,
    waits.long_waits / waits.timed as measured,
    limits.share as threshold,
    json_object(
        'long_waits', waits.long_waits,
        'receptions', waits.timed,
        'median_minutes', round(waits.median_minutes, 1),
        'minutes', limits.minutes
    ) as evidence
from waits
inner join limits on limits.unit = waits.unit
inner join units on units.code = waits.unit
where waits.timed >= limits.receptions and waits.long_waits / waits.timed > limits.share;
