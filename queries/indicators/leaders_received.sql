-- id: leaders_received
-- title.az: Vətəndaş qəbulu keçirən rəhbər şəxslər
-- title.en: Leaders who received
-- kind: duty
-- needs: officials, receptions.official_id
--
-- Leaders with a reception in the month ÷ leaders in post the whole month (as in check S3), month by month. Hours that were
-- held although nobody came count where the reason is given.

with months as (
    select
        cast(month as date) as month_from,
        last_day(month) as month_to
    from spans
    cross join generate_series(
        date_trunc('month', spans.span_from), cast(spans.span_to as timestamp), interval 1 month
    ) as series(month)
),

leaders as (
    select
        officials.source,
        officials.id,
        officials.unit_code as unit,
        months.month_from
    from officials
    inner join months
        on
            coalesce(officials.active_from <= months.month_from, true)
            and coalesce(officials.active_to >= months.month_to, true)
    where officials.level = 'leadership'
),

receiving as (
    select distinct
        source,
        official_id,
        cast(date_trunc('month', day) as date) as month_from
    from scored_receptions
    where official_id is not null
    union
    select distinct
        source,
        official_id,
        cast(date_trunc('month', date) as date)
    from appointments
    where status = 'held' and reason is not null
)

select
    leaders.unit,
    count(*) filter (where receiving.official_id is not null) as numerator,
    count(*) as denominator
from leaders
left join receiving
    on
        receiving.source = leaders.source
        and receiving.official_id = leaders.id
        and receiving.month_from = leaders.month_from
group by leaders.unit;
