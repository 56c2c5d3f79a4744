-- state: finding_rows_counted
-- Of the findings in the temp table `seen`: the months in which they were seen and the rows that still violate.
select
    rows.fingerprint,
    count(distinct rows.period) as months,
    count(*) filter (where rows.cured_at is null) as remaining
from state.finding_rows as rows
where rows.fingerprint in (select fingerprint from seen)
group by rows.fingerprint;
