-- state: next_result_run
select
    greatest(
        (select coalesce(max(run_id), 0) from lake.check_runs),
        (select coalesce(max(run_id), 0) from lake.score_runs)
    ) + 1 as value;
