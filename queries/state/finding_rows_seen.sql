-- state: finding_rows_seen
-- Attaches the rows of the temp table `seen` to their findings; a row that is known keeps when it was first seen.
insert into state.finding_rows by name
select *
from seen
on conflict (fingerprint, period, subject_kind, subject_id, source) do update set
    measured = excluded.measured,
    threshold = excluded.threshold,
    evidence = excluded.evidence,
    last_seen = greatest(last_seen, excluded.last_seen);
