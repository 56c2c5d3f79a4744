-- id: return_causes
-- title: What sends people back: topic and earlier outcome against all other answers, and each unit against its peers
-- grain: one row a comparison that enough answers bear
-- columns: scope (ministry | unit), unit (null for the ministry), topic (first level), outcome (explained | resolved),
--     answered, returned, circle (others | agency | kind | all), peer_answered, peer_returned, difference, low, high
--     (difference of the shares and its 99 % interval), excess (returns beyond what the peers' share would give)
-- Needs `returns`. Variable: small_cell.
-- The interval is Newcombe's hybrid score interval of two Wilson intervals (R. G. Newcombe, Statistics in Medicine 17,
-- 1998, method 10); 99 % because many cells are compared. At least 30 answers on both sides; cells with fewer returns than
-- small_cell are not shown. Peers are units of the same kind in the agency that gave such answers; with fewer than 5 of
-- them, of the same kind in the ministry; then all.

with answered as (
    select
        unit,
        split_part(topic, '.', 1) as topic,
        outcome,
        count(*) as answered
    from report_answered
    where day > getvariable('period_to') - 90 and topic is not null
    group by all
),

returned as (
    select
        unit,
        split_part(topic, '.', 1) as topic,
        outcome,
        count(*) as returned
    from report_returns
    where month = getvariable('period_from') and day > getvariable('period_to') - 90
    group by all
),

cells as (
    select
        answered.unit,
        units.agency,
        units.kind,
        answered.topic,
        answered.outcome,
        answered.answered,
        coalesce(returned.returned, 0) as returned
    from answered
    left join returned using (unit, topic, outcome)
    left join lake.units as units on units.code = answered.unit
),

circles as (
    select
        *,
        count(*) over near as near_units,
        sum(answered) over near as near_answered,
        sum(returned) over near as near_returned,
        count(*) over alike as alike_units,
        sum(answered) over alike as alike_answered,
        sum(returned) over alike as alike_returned,
        sum(answered) over everybody as all_answered,
        sum(returned) over everybody as all_returned
    from cells
    window
        near as (partition by agency, kind, topic, outcome),
        alike as (partition by kind, topic, outcome),
        everybody as (partition by topic, outcome)
),

of_units as (
    select
        'unit' as scope,
        unit,
        topic,
        outcome,
        answered,
        returned,
        case when near_units > 5 then 'agency' when alike_units > 5 then 'kind' else 'all' end as circle,
        case when near_units > 5 then near_answered when alike_units > 5 then alike_answered else all_answered end
        - answered as peer_answered,
        case when near_units > 5 then near_returned when alike_units > 5 then alike_returned else all_returned end
        - returned as peer_returned
    from circles
),

of_ministry as (
    select
        'ministry' as scope,
        cast(null as varchar) as unit,
        topic,
        outcome,
        sum(answered) as answered,
        sum(returned) as returned,
        'others' as circle,
        (select sum(answered) from cells) - sum(answered) as peer_answered,
        (select sum(returned) from cells) - sum(returned) as peer_returned
    from cells
    group by topic, outcome
),

compared as (
    select
        * replace (
            cast(answered as bigint) as answered,
            cast(returned as bigint) as returned,
            cast(peer_answered as bigint) as peer_answered,
            cast(peer_returned as bigint) as peer_returned
        ),
        returned / answered as share,
        peer_returned / peer_answered as peer_share,
        2.5758293 as z
    from (
        from of_units
        union all by name
        from of_ministry
    ) as both_scopes
    where answered >= 30 and peer_answered >= 30 and returned >= getvariable('small_cell')
),

wilson as (
    select
        *,
        (share + z * z / (2 * answered)) / (1 + z * z / answered) as middle,
        z * sqrt(share * (1 - share) / answered + z * z / (4 * answered * answered)) / (1 + z * z / answered) as half,
        (peer_share + z * z / (2 * peer_answered)) / (1 + z * z / peer_answered) as peer_middle,
        z * sqrt(peer_share * (1 - peer_share) / peer_answered + z * z / (4 * peer_answered * peer_answered))
        / (1 + z * z / peer_answered) as peer_half
    from compared
)

select
    scope,
    unit,
    topic,
    outcome,
    answered,
    returned,
    circle,
    peer_answered,
    peer_returned,
    share - peer_share as difference,
    share - peer_share - sqrt(pow(share - (middle - half), 2) + pow(peer_middle + peer_half - peer_share, 2)) as low,
    share - peer_share + sqrt(pow(middle + half - share, 2) + pow(peer_share - (peer_middle - peer_half), 2)) as high,
    returned - answered * peer_share as excess
from wilson
order by scope, excess desc, unit, topic, outcome;
