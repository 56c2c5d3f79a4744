-- id: Q2
-- title.az: Qəbul edilməyən sətirlər
-- title.en: Rejected rows
-- clause: Əsasnamə 3.1.8, 6.2.3
-- why.az: Mənbədən gələn sətirlərin oxunmaması hesabatların natamam olması deməkdir.
-- why.en: Rows that cannot be read are missing from every report.
-- do.az: Məlumat mənbəyinin sətirlərinin mübadilə qaydasına uyğunlaşdırılması təklif olunur (Əsasnamənin 6.3.7-ci
--   yarımbəndi).
-- do.en: It is proposed that the rows of the feed be brought into line with the contract (charter, 6.3.7).
-- severity: medium
-- unit_of_measure: fraction
-- population.az: mənbə
-- population.en: the source
-- threshold: tolerance = 0
-- threshold: share = 0.01
-- needs: receptions | assignments | appointments | officials | unit-reports
-- cure: rows
-- judges: sources
--
-- Rows in quarantine among all rows of the period's pulls; a row that was taken after a fix is in quarantine no longer.

-- section: prepare
create or replace temp table pulled_rows as
with
    pulls as (
        select
            load_id,
            source,
            rows_seen
        from lake.loads
        where
            load_id <= getvariable('load_id')
            and kind <> 'replay'
            and started_at <= getvariable('as_of')
            and cast(lake.local_time(started_at) as date)
            between getvariable('period_from') and getvariable('period_to')
    ),

    waiting as (
        select
            quarantine.source,
            count(*) as rejected
        from lake.quarantine as quarantine
        inner join pulls on pulls.load_id = quarantine.load_id
        where quarantine.replayed_load is null or quarantine.replayed_load > getvariable('load_id')
        group by quarantine.source
    )

select
    pulls.source,
    cast(sum(pulls.rows_seen) as bigint) as seen,
    cast(coalesce(any_value(waiting.rejected), 0) as bigint) as rejected
from pulls
left join waiting on waiting.source = pulls.source
group by pulls.source;

-- section: population
select
    source_rows.unit,
    1 as population,
    pulled.rejected / pulled.seen as measured,
    limits.share as threshold
from pulled_rows as pulled
inner join source_rows on source_rows.source = pulled.source
inner join limits on limits.unit = source_rows.unit
where pulled.seen > 0;

-- section: violations
select
    source_rows.unit,
    'unit' as subject_kind,
    source_rows.unit as subject_id,
    pulled.source,
    pulled.rejected / pulled.seen as measured,
    limits.share as threshold,
    json_object('rows', pulled.seen, 'rejected', pulled.rejected) as evidence
from pulled_rows as pulled
inner join source_rows on source_rows.source = pulled.source
inner join limits on limits.unit = source_rows.unit
where pulled.seen > 0 and pulled.rejected / pulled.seen > limits.share;
