-- id: R12
-- title.az: “Əsas yoxdur” nəticəsinin kənarlaşması
-- title.en: "No grounds" outlier
-- clause: Əsasnamə 3.1.3, 6.1.4, 6.3.2
-- why.az: Vətəndaşların oxşar bölmələrdəkindən xeyli çox hissəsinin qəbulu üçün əsas olmadığının bildirilməsi əsassız
--   imtina ola bilər.
-- why.en: A unit that finds no grounds for reception far more often than its peers may be turning citizens away.
-- do.az: “Qəbul üçün əsas yoxdur” nəticəsi ilə başa çatan qəbulların araşdırılması təklif olunur (Əsasnamənin 6.3.7-ci
--   yarımbəndi).
-- do.en: It is proposed that the receptions that ended with "no grounds" be looked into (charter, 6.3.7).
-- severity: medium
-- unit_of_measure: fraction
-- population.az: struktur bölmə
-- population.en: the unit
-- threshold: tolerance = 0
-- threshold: tail = 0.001
-- threshold: receptions = 30
-- threshold: peers = 5
-- needs: receptions.outcome
-- cure: next
-- look_into: true
--
-- The funnel's 99.8 % limit, exact: the chance that a unit of its size, with the peers' share, has as many or more is
-- at most 0.1 %. Peers with receptions in the period, the unit left out: same kind in the agency; fewer than 5, same
-- kind in the ministry; then all.

-- section: prepare
create or replace temp table funnel as
with counted as (
    select
        receptions.unit_code as unit,
        any_value(units.kind) as kind,
        any_value(units.agency) as agency,
        count(*) as receptions,
        count(*) filter (where receptions.outcome = 'no_grounds') as no_grounds
    from period_receptions as receptions
    inner join units on units.code = receptions.unit_code
    group by receptions.unit_code
),

-- The circles of peers from the nearest to the widest; the first that is large enough counts, else the widest.
circles as (
    select
        one.unit,
        circle.circle,
        count(*) as peers,
        cast(sum(peer.receptions) as bigint) as receptions,
        cast(sum(peer.no_grounds) as bigint) as no_grounds
    from counted as one
    cross join (values (1), (2), (3)) as circle(circle)
    inner join counted as peer
        on
            peer.unit <> one.unit
            and (circle.circle = 3 or peer.kind = one.kind)
            and (circle.circle > 1 or peer.agency = one.agency)
    group by one.unit, circle.circle
),

chosen as (
    select
        circles.unit,
        arg_min(circles.no_grounds / circles.receptions, circles.circle) as peers_share,
        arg_min(circles.peers, circles.circle) as peers
    from circles
    inner join limits on limits.unit = circles.unit
    where circles.circle = 3 or circles.peers >= limits.peers
    group by circles.unit
),

judged as (
    select
        counted.unit,
        counted.receptions,
        counted.no_grounds,
        chosen.peers_share,
        chosen.peers
    from counted
    left join chosen on chosen.unit = counted.unit
),

-- Binomial probabilities of having as many or more, by logarithms.
tails as (
    select
        unit,
        sum(
            exp(
                lgamma(receptions + 1) - lgamma(number + 1) - lgamma(receptions - number + 1)
                + number * ln(peers_share)
                + (receptions - number) * ln(1 - peers_share)
            )
        ) as tail
    from judged
    cross join unnest(range(no_grounds, receptions + 1)) as numbers(number)
    where peers_share > 0 and peers_share < 1
    group by unit
)

select
    judged.*,
    judged.no_grounds / judged.receptions as share,
    case
        when judged.peers_share is null then null
        when judged.peers_share = 0 then if(judged.no_grounds > 0, 0.0, 1.0)
        when judged.peers_share = 1 then 1.0
        else tails.tail
    end as tail
from judged
left join tails on tails.unit = judged.unit;

-- section: population
select
    funnel.unit,
    1 as population,
    funnel.share as measured,
    funnel.peers_share as threshold,
    if(funnel.receptions < limits.receptions or funnel.peers_share is null, 'too_few', null) as reason
from funnel
inner join limits on limits.unit = funnel.unit;

-- section: violations
select
    funnel.unit,
    'unit' as subject_kind,
    funnel.unit as subject_id,
    units.source,
    funnel.share as measured,
    funnel.peers_share as threshold,
    json_object(
        'no_grounds', funnel.no_grounds,
        'receptions', funnel.receptions,
        'peers', funnel.peers,
        'peers_share', round(funnel.peers_share, 4),
        'chance', funnel.tail
    ) as evidence
from funnel
inner join limits on limits.unit = funnel.unit
inner join units on units.code = funnel.unit
where funnel.receptions >= limits.receptions and funnel.tail <= limits.tail;
