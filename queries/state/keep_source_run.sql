-- state: keep_source_run
-- Parameters: source, failures, retry_at, tried_at, complete_at, outcome, error.
insert or replace into state.sources by name
select
    getvariable('source') as source,
    getvariable('failures')::integer as failures,
    getvariable('retry_at')::timestamp as retry_at,
    getvariable('tried_at') as tried_at,
    getvariable('complete_at')::timestamp as complete_at,
    getvariable('outcome') as outcome,
    getvariable('error')::varchar as error;
