-- id: Q3
-- title.az: Köhnəlmiş məlumat mənbəyi
-- title.en: Stale feed
-- clause: Əsasnamə 3.1.8, 6.2.3
-- why.az: Məlumat vaxtında alınmadıqda və ya sayı uyğun gəlmədikdə hesabat faktiki vəziyyəti əks etdirmir.
-- why.en: Where data do not come in time, or their number does not agree, a report does not show how things are.
-- do.az: Məlumat mənbəyinin fasiləsiz işləməsinin təmin olunması təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that the feed be kept running and its records complete (charter, 6.3.7).
-- severity: high
-- unit_of_measure: days
-- population.az: mənbə
-- population.en: the source
-- threshold: tolerance = 0
-- threshold: working_days = 2
-- threshold: rows = 0
-- needs: receptions | assignments | appointments | officials | unit-reports
-- cure: rows
-- judges: sources
--
-- No complete pull for more than two working days (five-day week), or the number of records that the source claims
-- differs from what is held, by the newest answer to each.

-- section: prepare
create or replace temp table feed_faults as
with newest as (
    select
        source,
        entity,
        arg_max(claimed, (load_id, asked_at)) as claimed,
        arg_max(held, (load_id, asked_at)) as held
    from lake.source_counts
    where load_id <= getvariable('load_id')
    group by source, entity
)

select
    source_rows.unit,
    freshness.source,
    freshness.entity,
    freshness.last_complete,
    freshness.working_days_since,
    newest.claimed,
    newest.held,
    limits.working_days,
    freshness.is_stale and freshness.loads > 0 as is_stale,
    coalesce(abs(newest.claimed - newest.held) > limits.rows, false) as is_off
from source_freshness as freshness
inner join source_rows on source_rows.source = freshness.source
inner join limits on limits.unit = source_rows.unit
left join newest on newest.source = freshness.source and newest.entity = freshness.entity;

-- section: population
select
    unit,
    1 as population,
    max(working_days_since) as measured,
    any_value(working_days) as threshold
from feed_faults
group by unit;

-- section: violations
select
    unit,
    'unit' as subject_kind,
    unit as subject_id,
    source,
    if(is_stale, working_days_since, abs(claimed - held)) as measured,
    if(is_stale, working_days, 0) as threshold,
    json_object(
        'entity', entity,
        'last_complete', strftime(lake.local_time(last_complete), '%Y-%m-%d %H:%M:%S'),
        'stale', is_stale,
        'claimed', claimed,
        'held', held
    ) as evidence
from feed_faults
where is_stale or is_off;
