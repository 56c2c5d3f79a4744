-- id: D1
-- title.az: Təqdim edilməmiş və ya gecikmiş hesabat
-- title.en: Report missing or late
-- clause: Əsasnamə 3.1.8, 6.2.3, 6.3.5
-- why.az: Vaxtında təqdim olunmayan hesabat Nazirliyin rəhbərliyinə verilən məlumatın tam olmasına mane olur.
-- why.en: A report that does not come in time leaves the information given to leadership incomplete.
-- do.az: Hesabatın təqdim edilməsi və sonrakı dövrlərdə 5 iş günü müddətinə əməl olunması təklif olunur (Əsasnamənin
--   6.3.7-ci yarımbəndi).
-- do.en: It is proposed that the report be submitted and the term of five working days be kept from now on
--   (charter, 6.3.7).
-- severity: high
-- unit_of_measure: count
-- population.az: mənbəsi olan struktur bölmələr
-- population.en: units with a source
-- threshold: tolerance = 0
-- needs: unit-reports
-- cure: next
--
-- Due by the end of the 5th working day after the period (five-day week). Before that end a report that has not come
-- cannot be judged. Of several reports on one period the first counts, and of one that was corrected its first version.

-- section: prepare
create or replace temp table owed_reports as
select
    expected.unit,
    expected.source,
    expected.period,
    expected.due_on,
    min(reports.first_submitted_at) as submitted_at,
    lake.local_time(min(reports.first_submitted_at)) as submitted_local,
    lake.local_time(getvariable('as_of')) > cast(expected.due_on + 1 as timestamp) as is_due
from expected_reports as expected
left join unit_reports as reports on reports.unit_code = expected.unit and reports.period = expected.period
group by all;

-- section: population
select
    unit,
    1 as population,
    count(*) filter (where submitted_at is null or submitted_local > cast(due_on + 1 as timestamp)) as measured,
    0 as threshold
from owed_reports
where is_due or submitted_at is not null
group by unit;

-- section: violations
select
    unit,
    'unit' as subject_kind,
    unit as subject_id,
    source,
    if(submitted_at is null, null, greatest(date_diff('day', due_on, cast(submitted_local as date)), 0)) as measured,
    0 as threshold,
    json_object(
        'period', period,
        'due_on', due_on,
        'submitted', strftime(submitted_local, '%Y-%m-%d %H:%M:%S')
    ) as evidence
from owed_reports
where
    (submitted_at is null and is_due)
    or submitted_local > cast(due_on + 1 as timestamp);
