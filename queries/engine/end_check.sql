-- engine: end_check
-- The answer of one check for every unit it judges, and its violations.
-- Variables: check_id, check_measure, check_judges (units | sources), check_not_provided, check_stale (lists of sources).
-- A unit that cannot be judged gets the reason and no violations; exactly the tolerance still passes.

-- A record of a source that does not provide what is needed accuses nobody, whoever answers for it.
delete from check_violations where list_contains(getvariable('check_not_provided'), source);

insert into check_results
with judged as (
    select
        code,
        source,
        position
    from units
    where getvariable('check_judges') = 'units' or code in (select unit from source_rows)
),

populations as (
    select
        unit,
        cast(sum(population) as bigint) as population,
        max(measured) as measured,
        max(threshold) as threshold,
        max(reason) as reason
    from check_population
    group by unit
),

found as (
    select
        unit,
        count(*) as listed,
        count(*) filter (where is_counted) as counted
    from check_violations
    group by unit
),

tolerances as (
    select unit, value
    from thresholds
    where check_id = getvariable('check_id') and name = 'tolerance'
),

measured as (
    select
        judged.code as unit,
        judged.position,
        coalesce(populations.population, 0) as population,
        coalesce(found.listed, 0) as listed,
        coalesce(found.counted, 0) / greatest(populations.population, 1) as share,
        coalesce(tolerances.value, 0) as tolerance,
        populations.measured,
        populations.threshold,
        case
            when list_contains(getvariable('check_not_provided'), judged.source) then 'not_provided'
            when list_contains(getvariable('check_stale'), judged.source) then 'feed_stale'
            when populations.reason is not null then populations.reason
            when coalesce(populations.population, 0) = 0 then 'no_records'
        end as reason
    from judged
    left join populations on populations.unit = judged.code
    left join found on found.unit = judged.code
    left join tolerances on tolerances.unit = judged.code
)

select
    getvariable('check_id') as check_id,
    unit,
    position,
    case
        when reason is not null then 'not_evaluable'
        when share > tolerance then 'fail'
        else 'pass'
    end as state,
    reason,
    case
        when reason is not null then null
        when measured is not null then measured
        when getvariable('check_measure') = 'fraction' then share
    end as measured,
    coalesce(threshold, tolerance) as threshold,
    if(reason is null, listed, 0) as violations,
    if(reason = 'not_provided', 0, population) as population
from measured;

insert into violations
select
    getvariable('check_id') as check_id,
    found.unit,
    found.subject_kind,
    found.subject_id,
    found.source,
    found.measured,
    found.threshold,
    found.evidence
from check_violations as found
inner join check_results as result
    on result.check_id = getvariable('check_id') and result.unit = found.unit and result.state <> 'not_evaluable';
