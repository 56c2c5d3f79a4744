-- state: finding_rows
-- The rows that a finding rests on. Parameter: fingerprint.
select *
from state.finding_rows
where fingerprint = getvariable('fingerprint')
order by period, source, subject_kind, subject_id;
