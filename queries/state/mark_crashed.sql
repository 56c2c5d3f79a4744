-- state: mark_crashed
-- Only one process owns the file, so at its start every run still marked running has lost its process.
-- Parameter: moment.
update state.job_runs
set
    outcome = 'crashed',
    ended_at = getvariable('moment'),
    error = 'the process ended before the run did'
where outcome = 'running';
