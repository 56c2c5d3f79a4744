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

-- Twenty were registered after the reports: either count will do, but not one between them.
update given.receptions set registered_at = '2026-10-03 10:00:00' where id like '%-_18_' or id like '%-_19_';
insert into given.unit_reports (id, unit_code, receptions) values
    ('all', 'ONE-A', 200), ('then', 'ONE-B', 180), ('between', 'ONE-C', 190);
