-- id: Q4
-- title.az: Mübadilə qaydasından kənarlaşma
-- title.en: Contract drift
-- clause: Əsasnamə 3.1.8, 4.1.3
-- why.az: Mənbədə naməlum sahə, dəyər və ya mövzunun yaranması məlumatın tədricən itirilməsinə gətirib çıxarır.
-- why.en: Unknown fields, values or topics in a feed are how data quietly go missing.
-- do.az: Mənbənin yeni sahə və dəyərlərinin mübadilə qaydası ilə uzlaşdırılması təklif olunur (Əsasnamənin 6.3.7-ci
--   yarımbəndi).
-- do.en: It is proposed that new fields and values of the feed be agreed with the contract (charter, 6.3.7).
-- severity: low
-- unit_of_measure: count
-- population.az: mənbə
-- population.en: the source
-- threshold: tolerance = 0
-- needs: receptions | assignments | appointments | officials | unit-reports
-- cure: rows
-- judges: sources
--
-- What the period's pulls saw: unknown properties, values and topics, and types that changed.

-- section: prepare
create or replace temp table period_pulls as
select
    load_id,
    source
from lake.loads
where
    load_id <= getvariable('load_id')
    and started_at <= getvariable('as_of')
    and cast(lake.local_time(started_at) as date) between getvariable('period_from') and getvariable('period_to');

create or replace temp table drifted_names as
select
    drift.source,
    drift.entity,
    drift.kind,
    drift.name,
    drift.value,
    cast(sum(drift.seen) as bigint) as seen
from lake.drift as drift
inner join period_pulls on period_pulls.load_id = drift.load_id
group by drift.source, drift.entity, drift.kind, drift.name, drift.value;

-- section: population
select
    source_rows.unit,
    1 as population,
    (select count(*) from drifted_names where drifted_names.source = source_rows.source) as measured,
    0 as threshold
from source_rows
semi join period_pulls on period_pulls.source = source_rows.source;

-- section: violations
select
    source_rows.unit,
    'unit' as subject_kind,
    source_rows.unit as subject_id,
    drift.source,
    drift.seen as measured,
    0 as threshold,
    json_object(
        'entity', drift.entity, 'kind', drift.kind, 'name', drift.name, 'value', drift.value, 'seen', drift.seen
    ) as evidence
from drifted_names as drift
inner join source_rows on source_rows.source = drift.source;
