-- Constituent services of the New York City Council (CouncilStat), 2015-2025: a citizen comes to a member's office.
--
-- files: *constituent-services*.csv
-- makes: receptions, assignments
-- provides: receptions.registered_at (date), receptions.started_at (date), receptions.topic, receptions.outcome
-- provides: receptions.citizen_region
-- provides: assignments.reception_id, assignments.executor_unit, assignments.issued_on, assignments.due_on
-- provides: assignments.term, assignments.status, assignments.completed_on
--
-- Each case is one reception with the outcome `assigned` and one assignment of the ordinary term. Days have no hours:
-- a time is the start of the local day, of precision `date`.
-- The contract requires registration, mode and level, and the data do not tell them: they are filled with the plainest
-- words and not declared as provided, so that what needs them is "not provided". The level is `reception_room`, at
-- which no official has to be named.

-- prepare
create or replace temp table nyc_cases as
with lines as (
    -- The order of the lines decides which of two values comes first.
    select
        row_number() over () as line,
        trim(unique_key) as unique_key,
        nullif(trim(account), '') as account,
        nullif(trim(opendate), '') as opendate,
        nullif(trim(closedate), '') as closedate,
        nullif(trim(complaint_type), '') as complaint_type,
        nullif(trim(borough), '') as borough
    from read_csv(getvariable('file'), header = true, all_varchar = true, delim = getvariable('delimiter'))
)
-- 105 keys stand there twice, with another place of residence: one case each, the first value that is not blank.
select
    unique_key,
    arg_min(account, line) as account,
    try_cast(arg_min(opendate, line) as date) as opened_on,
    try_cast(arg_min(closedate, line) as date) as closed_on,
    arg_min(complaint_type, line) as complaint_type,
    arg_min(borough, line) as borough
from lines
group by unique_key
order by min(line);

-- entity: receptions
select
    unique_key as id,
    account as unit_code,
    coalesce(closed_on, opened_on) as updated_at,
    opened_on as registered_at,
    'subsystem' as registration,
    'personal' as mode,
    'reception_room' as level,
    opened_on as started_at,
    complaint_type as topic,
    borough as citizen_region,
    'assigned' as outcome
from nyc_cases;

-- entity: assignments
select
    unique_key || '-A' as id,
    account as unit_code,
    coalesce(closed_on, opened_on) as updated_at,
    unique_key as reception_id,
    account as executor_unit,
    opened_on as issued_on,
    -- 15 working days of a plain Monday-to-Friday week, counted from the next day: three weeks, and from a weekend the
    -- Friday before.
    opened_on + (21 - greatest(isodow(opened_on) - 5, 0))::integer as due_on,
    'ordinary' as term,
    if(closed_on is null, 'open', 'done') as status,
    closed_on as completed_on
from nyc_cases;
