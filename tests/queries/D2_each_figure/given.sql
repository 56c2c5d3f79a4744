insert into given.receptions (id, unit_code, started_at, registration, outcome, topic)
select
    unit || number,
    unit,
    '2026-09-09 10:00:00',
    if(number <= 90, 'subsystem', if(number <= 95, 'late', 'paper')),
    if(number <= 60, 'explained', if(number <= 90, 'assigned', 'written_appeal')),
    if(number <= 50, 'pension', 'other')
from (values ('ONE-A'), ('ONE-B'), ('ONE-C')) as units(unit)
cross join generate_series(1, 200) as numbers(number);

insert into given.assignments (id, unit_code, executor_unit, issued_on, due_on, status, completed_on)
select
    'issued' || number, 'ONE-A', 'ONE-B', '2026-09-01', '2026-09-15', if(number <= 10, 'done', 'open'),
    if(number <= 6, date '2026-09-20', if(number <= 10, date '2026-10-02', null))
from generate_series(1, 20) as numbers(number);
insert into given.unit_reports (
    id, unit_code, receptions, receptions_subsystem, assignments_issued, assignments_done, assignments_overdue,
    written_appeals, by_outcome, by_topic
) values
    ('right', 'ONE-A', 200, 90, 20, 0, 0, 110, '{"explained": 60, "assigned": 30}', '{"pension": 50, "other": 150}'),
    -- Executed by ONE-B: 6 done in September; at its end 14 overdue, though 4 of them were done in October.
    ('executor', 'ONE-B', 200, 95, 0, 6, 14, 110, '{"no_show": 0}', '{}'),
    ('wrong', 'ONE-C', 200, 200, 3, 3, 3, 100, '{"explained": 64, "resolved": 3}', '{"pension": 40}');
