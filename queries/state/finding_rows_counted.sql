-- state: finding_rows_counted
-- Of the findings in the temp table `seen`: the rows seen now, the months in which rows were seen, the rows that still
-- violate.
with now as (
    select
        fingerprint,
        count(*) as rows_now
    from seen
    group by fingerprint
)

select
    now.fingerprint,
    any_value(now.rows_now) as rows_now,
    count(distinct rows.period) as months,
    count(*) filter (where rows.cured_at is null) as remaining
from now
inner join state.finding_rows as rows on rows.fingerprint = now.fingerprint
group by now.fingerprint;
