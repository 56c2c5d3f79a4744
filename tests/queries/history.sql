-- What is not in force, beside what a case has given: of every record of the first load a version that it ended and that
-- says something else, a withdrawn twin, and where the case asks for a load a record that came after it.

insert into lake.receptions by name
select
    * replace (
        0 as load_from,
        1 as load_to,
        'older' as payload_hash,
        if(topic = 'other', 'pension', 'other') as topic,
        'paper' as registration,
        'no_grounds' as outcome,
        null as note,
        started_at + interval 3 days as started_at
    )
from lake.receptions
where not deleted and load_from = 1;

insert into lake.receptions by name
select * replace ('gone-' || id as id, true as deleted)
from lake.receptions
where load_to is null and not deleted;

insert into lake.receptions by name
select
    * replace (
        getvariable('load_id') + 1 as load_from,
        'later-' || id as id,
        'paper' as registration,
        'no_grounds' as outcome
    )
from lake.receptions
where load_to is null and not deleted and getvariable('load_id') < 1000000;

insert into lake.assignments by name
select
    * replace (
        0 as load_from,
        1 as load_to,
        'older' as payload_hash,
        'open' as status,
        null as completed_on,
        null as due_on,
        null as executor_unit,
        null as result
    )
from lake.assignments
where not deleted and load_from = 1;

insert into lake.assignments by name
select * replace ('gone-' || id as id, true as deleted)
from lake.assignments
where load_to is null and not deleted;

insert into lake.assignments by name
select * replace (getvariable('load_id') + 1 as load_from, 'later-' || id as id)
from lake.assignments
where load_to is null and not deleted and getvariable('load_id') < 1000000;

insert into lake.appointments by name
select
    * replace (
        0 as load_from, 1 as load_to, 'older' as payload_hash, 'planned' as status,
        date - 7 as date
    )
from lake.appointments
where not deleted and load_from = 1;

insert into lake.appointments by name
select * replace ('gone-' || id as id, true as deleted, 'cancelled' as status)
from lake.appointments
where load_to is null and not deleted;

insert into lake.officials by name
select * replace (0 as load_from, 1 as load_to, 'older' as payload_hash, 'leadership' as level)
from lake.officials
where not deleted and load_from = 1;

insert into lake.officials by name
select * replace ('gone-' || id as id, true as deleted)
from lake.officials
where load_to is null and not deleted;

insert into lake.unit_reports by name
select * replace (0 as load_from, 1 as load_to, 'older' as payload_hash, 999 as receptions)
from lake.unit_reports
where not deleted and load_from = 1;

insert into lake.unit_reports by name
select * replace ('gone-' || id as id, true as deleted, 999 as receptions)
from lake.unit_reports
where load_to is null and not deleted;
