-- id: receptions_by_topic
-- title: Receptions by topic, sub-topics within their topic
-- grain: one row a topic of the first level (the part of the code before the dot); topic null = the field is empty
-- columns: topic, now, previous, last_year, complaints (kind complaint, of the period)
-- Needs `history`.

select
    topic,
    count(*) filter (where month = getvariable('period_from')) as now,
    count(*) filter (where month = getvariable('previous_from')) as previous,
    count(*) filter (where month = getvariable('last_year_from')) as last_year,
    count(*) filter (where month = getvariable('period_from') and kind = 'complaint') as complaints
from report_receptions
where not is_no_show
group by topic
having now > 0 or previous > 0 or last_year > 0
order by now desc, topic;
