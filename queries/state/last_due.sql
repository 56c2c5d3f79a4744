-- state: last_due
-- The newest occurrence on the schedule that the ledger knows; runs that people started have no place on it.
-- Parameter: job.
select max(due_at) as due_at
from state.job_runs
where job = getvariable('job') and fired_by in ('schedule', 'catch-up', 'start');
