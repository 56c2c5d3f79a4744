-- id: minister_days
-- title: The minister's own receptions, day by day
-- grain: one row a day of the period with an appointment or a reception of the minister
-- columns: day, place, status (of the appointment; null without one), received, no_shows, explained, resolved, assigned,
--     appeals, referred, no_grounds
-- The minister is the leading official of the ministry or its apparatus whose post is "Nazir" / "Minister".

with minister as (
    select source, id
    from officials
    where
        level = 'leadership'
        and lower(trim(post)) in ('nazir', 'minister')
        and unit_code in (select code from lake.units where kind in ('ministry', 'apparatus'))
),

schedule as (
    select
        date as day,
        string_agg(distinct place, ', ' order by place) as place,
        max(status) as status
    from appointments
    inner join minister on minister.source = appointments.source and minister.id = appointments.official_id
    where date between getvariable('period_from') and getvariable('period_to')
    group by date
),

received as (
    select
        day,
        count(*) filter (where not is_no_show) as received,
        count(*) filter (where is_no_show) as no_shows,
        count(*) filter (where outcome = 'explained') as explained,
        count(*) filter (where outcome = 'resolved') as resolved,
        count(*) filter (where outcome = 'assigned') as assigned,
        count(*) filter (where outcome = 'written_appeal') as appeals,
        count(*) filter (where outcome = 'referred') as referred,
        count(*) filter (where outcome = 'no_grounds') as no_grounds
    from period_receptions
    inner join minister on minister.source = period_receptions.source and minister.id = period_receptions.official_id
    group by day
)

select
    coalesce(schedule.day, received.day) as day,
    schedule.place,
    schedule.status,
    coalesce(received, 0) as received,
    coalesce(no_shows, 0) as no_shows,
    coalesce(explained, 0) as explained,
    coalesce(resolved, 0) as resolved,
    coalesce(assigned, 0) as assigned,
    coalesce(appeals, 0) as appeals,
    coalesce(referred, 0) as referred,
    coalesce(no_grounds, 0) as no_grounds
from schedule
full join received on received.day = schedule.day
order by 1;
