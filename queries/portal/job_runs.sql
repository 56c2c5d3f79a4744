-- portal: job_runs
-- The newest lines of the ledger with the number of rows their steps moved. Parameter: row_limit.
select
    runs.run_id,
    runs.job,
    runs.work_key,
    runs.due_at,
    runs.fired_by,
    runs.started_at,
    runs.ended_at,
    runs.outcome,
    runs.error
from visible_job_runs as runs
order by runs.started_at desc, runs.run_id desc
limit getvariable('row_limit');
