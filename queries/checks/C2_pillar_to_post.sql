-- id: C2
-- title.az: Vətəndaşın qurumdan-quruma göndərilməsi
-- title.en: Pillar to post
-- clause: Əsasnamə 3.1.1, 3.1.5, 6.1.6
-- why.az: Eyni məsələ ilə üç və daha çox bölməyə gedən vətəndaşın işi ilə heç kimin məşğul olmadığı aydın olur.
-- why.en: A citizen who takes one matter to three units has met nobody who deals with it.
-- do.az: Göstərilən məsələlərin bir bölmə tərəfindən həllinin təmin olunması təklif olunur (Əsasnamənin 6.3.7-ci
--   yarımbəndi).
-- do.en: It is proposed that one unit be made to deal with each of the matters listed (charter, 6.3.7).
-- severity: high
-- unit_of_measure: fraction
-- population.az: dövr ərzində keçirilmiş qəbullar
-- population.en: receptions of the period
-- threshold: tolerance = 0
-- threshold: units = 3
-- threshold: days = 180
-- needs: receptions.citizen, receptions.topic, receptions.outcome
-- cure: next
--
-- Raised once a chain (visits with at most 180 days between), in the month in which the third unit is reached within
-- 180 days. Charged to the units that explained or referred on that way, each with its receptions.

-- section: prepare
create or replace temp table wanderings as
with parameters as (
    select
        cast(max(units) as integer) as units,
        cast(max(days) as integer) as days
    from limits
),

-- Only who went to that many units at all is worth a closer look.
wanderers as (
    select
        citizen,
        topic
    from visits
    cross join parameters
    group by citizen, topic, parameters.units
    having count(distinct unit_code) >= parameters.units
),

ordered as (
    select
        visits.*,
        row_number() over way as number,
        visits.day - lag(visits.day) over way as gap
    from visits
    semi join wanderers on wanderers.citizen = visits.citizen and wanderers.topic = visits.topic
    window way as (partition by visits.citizen, visits.topic order by visits.day, visits.at, visits.id)
),

chained as (
    select
        ordered.*,
        count(*) filter (where gap > parameters.days) over (
            partition by citizen, topic order by number
        ) as chain
    from ordered
    cross join parameters
),

reached as (
    select
        last.citizen,
        last.topic,
        last.chain,
        last.number,
        last.day,
        count(distinct before.unit_code) as units
    from chained as last
    cross join parameters
    inner join chained as before
        on
            before.citizen = last.citizen
            and before.topic = last.topic
            and before.chain = last.chain
            and before.number <= last.number
            and before.day >= last.day - parameters.days
    group by all
),

-- The first visit of a chain that makes it too many units.
raised as (
    select
        reached.citizen,
        reached.topic,
        reached.chain,
        min(reached.number) as number,
        arg_min(reached.day, reached.number) as day,
        arg_min(reached.units, reached.number) as units
    from reached
    cross join parameters
    where reached.units >= parameters.units
    group by reached.citizen, reached.topic, reached.chain
)

select
    chained.source,
    chained.id,
    chained.unit_code,
    chained.topic,
    chained.outcome,
    chained.day,
    raised.units,
    raised.day as raised_on,
    list(chained.id) over way as receptions,
    list(chained.unit_code) over way as way
from raised
cross join parameters
inner join chained
    on
        chained.citizen = raised.citizen
        and chained.topic = raised.topic
        and chained.chain = raised.chain
        and chained.number <= raised.number
        and chained.day >= raised.day - parameters.days
where raised.day between getvariable('period_from') and getvariable('period_to')
window way as (
    partition by chained.citizen, chained.topic, chained.chain
    order by chained.number
    rows between unbounded preceding and unbounded following
);

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
from wanderings
where outcome in ('explained', 'referred') and day < getvariable('period_from')
group by unit_code;

-- section: violations
select
    wanderings.unit_code as unit,
    'reception' as subject_kind,
    wanderings.id as subject_id,
    wanderings.source,
    wanderings.units as measured,
    limits.units as threshold,
    json_object(
        'topic', wanderings.topic,
        'outcome', wanderings.outcome,
        'day', wanderings.day,
        'receptions', wanderings.receptions,
        'units', wanderings.way,
        'reached_on', wanderings.raised_on
    ) as evidence
from wanderings
inner join limits on limits.unit = wanderings.unit_code
where wanderings.outcome in ('explained', 'referred');
