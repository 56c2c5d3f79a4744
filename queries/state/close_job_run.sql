-- state: close_job_run
-- Ends one line of the ledger. Parameters: run_id, moment, outcome, error.
update state.job_runs
set
    ended_at = getvariable('moment'),
    heartbeat_at = getvariable('moment'),
    outcome = getvariable('outcome'),
    error = getvariable('error')
where run_id = getvariable('run_id');
