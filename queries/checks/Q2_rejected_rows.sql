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
-- Rows in quarantine among all rows of the period's pulls.

-- section: prepare
create or replace temp table pulled_rows as
select
    source,
    cast(sum(rows_seen) as bigint) as seen,
    cast(sum(rows_rejected) as bigint) as rejected
from lake.loads
where
    load_id <= getvariable('load_id')
    and started_at <= getvariable('as_of')
    and cast(lake.local_time(started_at) as date) between getvariable('period_from') and getvariable('period_to')
group by source;

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
