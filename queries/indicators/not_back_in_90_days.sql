-- id: not_back_in_90_days
-- title.az: 90 gün ərzində təkrar gəlməyənlər
-- title.en: Not back in 90 days
-- kind: share
-- needs: receptions.citizen, receptions.topic, receptions.outcome
--
-- Answered receptions that were not followed by a return ÷ answered receptions of the 90 days to the span's end, both as in
-- check C1: one return an answered reception (its first), in the span; the same day in the same unit is one visit; a
-- no-show is no visit; exempt topics, with their sub-topics, are outside. A unit none of whose answered receptions names
-- citizen and topic has kept returns from being seen: nothing was delivered, and the points are 0.

with visits_of_spans as (
    select
        receptions.source,
        receptions.id,
        receptions.unit_code,
        receptions.citizen,
        receptions.topic,
        receptions.day,
        coalesce(receptions.started_at, receptions.registered_at) as at,
        coalesce(receptions.outcome in ('explained', 'resolved'), false)
        and not coalesce(list_contains(getvariable('C1_exempt_topics'), receptions.topic), false)
        and not coalesce(list_contains(getvariable('C1_exempt_topics'), split_part(receptions.topic, '.', 1)), false)
            as is_answer
    from receptions
    where
        not receptions.is_no_show
        and receptions.day between getvariable('reach_from') - 90 and getvariable('reach_to')
        and coalesce(receptions.started_at, receptions.registered_at)
        >= cast(getvariable('reach_from') as timestamp) - interval 91 days
        and coalesce(receptions.started_at, receptions.registered_at)
        < cast(getvariable('reach_to') as timestamp) + interval 2 days
),

first_returns as (
    select
        answered.source,
        answered.id,
        answered.unit_code,
        answered.day,
        min(again.day) as return_day
    from visits_of_spans as answered
    inner join visits_of_spans as again
        on
            again.citizen = answered.citizen
            and again.topic = answered.topic
            and again.day <= answered.day + 90
            and (
                again.day > answered.day
                or (again.day = answered.day and again.at > answered.at and again.unit_code <> answered.unit_code)
            )
    where answered.is_answer
    group by all
),

answered_days as (
    select
        unit_code,
        day,
        count(*) as answered,
        count(*) filter (where citizen is not null and topic is not null) as followed
    from visits_of_spans
    where is_answer
    group by unit_code, day
),

populations as (
    select
        answered_days.unit_code as unit,
        sum(answered_days.answered) as answered,
        sum(answered_days.followed) as followed
    from answered_days
    inner join spans on answered_days.day > spans.span_to - 90 and answered_days.day <= spans.span_to
    group by answered_days.unit_code
),

returned as (
    select
        first_returns.unit_code as unit,
        count(*) as came_back
    from first_returns
    inner join spans
        on
            first_returns.return_day between spans.span_from and spans.span_to
            and first_returns.day > spans.span_to - 90
    group by first_returns.unit_code
)

select
    populations.unit,
    if(populations.followed > 0, populations.answered - coalesce(returned.came_back, 0), 0) as numerator,
    if(populations.followed > 0, populations.answered, 0) as denominator,
    populations.answered as eligible
from populations
left join returned using (unit);
