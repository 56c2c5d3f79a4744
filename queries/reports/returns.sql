-- id: returns
-- title: Return visits after an answer, as check C1 counts them: the base of the other `returns_*` queries
-- grain: report_answered: one row an answered reception; report_returns: one row an answered reception that was followed by
--     a return
-- columns: report_answered(unit, topic, outcome, day); report_returns(the same, month (of the first return), gap_days)
-- Needs `history`. A return is the same citizen with the exact topic again within 90 dates; the first one counts. A no-show
-- is no visit, and the same day in the same unit is one visit. Exempt topics are outside, with their sub-topics.
-- The hash only finds candidates quickly: most people come once.

create or replace temp table report_answered as
select
    unit,
    topic,
    outcome,
    day
from report_receptions
where
    outcome in ('explained', 'resolved')
    and not coalesce(list_contains(getvariable('C1_exempt_topics'), full_topic), false)
    and not coalesce(list_contains(getvariable('C1_exempt_topics'), topic), false)
    and day > getvariable('trend_from') - 90;

create or replace temp table report_returns as
with visits as (
    select
        row_number() over () as visit,
        hash(citizen, full_topic) as pair,
        citizen,
        full_topic,
        topic,
        unit,
        outcome,
        day,
        happened_at
    from report_receptions
    where
        not is_no_show
        and citizen is not null
        and full_topic is not null
        and not list_contains(getvariable('C1_exempt_topics'), full_topic)
        and not list_contains(getvariable('C1_exempt_topics'), topic)
        and day >= getvariable('trend_from') - 90
),

candidates as materialized (
    select *
    from visits
    where pair in (select pair from visits group by pair having count(*) > 1)
)

select
    answered.unit,
    answered.topic,
    answered.outcome,
    answered.day,
    cast(date_trunc('month', min(again.day)) as date) as month,
    min(again.day) - answered.day as gap_days
from candidates as answered
inner join candidates as again
    on
        again.pair = answered.pair
        and again.citizen = answered.citizen
        and again.full_topic = answered.full_topic
        and again.day between answered.day and answered.day + 90
        and (again.day > answered.day or (again.unit <> answered.unit and again.happened_at > answered.happened_at))
where answered.outcome in ('explained', 'resolved')
group by answered.visit, answered.unit, answered.topic, answered.outcome, answered.day;
