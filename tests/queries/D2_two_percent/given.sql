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

-- 200 receptions: four more or less are within 2 %.
insert into given.unit_reports (id, unit_code, receptions, repeat) values
    ('a', 'ONE-A', 204, 999), ('b', 'ONE-B', 205, null), ('c', 'ONE-C', 195, null);
