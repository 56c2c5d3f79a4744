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

-- The corrected report counts, one submitted after the as-of does not, and one withdrawn does not.
insert into given.unit_reports (id, unit_code, submitted_at, receptions, deleted) values
    ('wrong', 'ONE-A', '2026-10-02 10:00:00', 300, false), ('right', 'ONE-A', '2026-10-03 10:00:00', 200, false),
    ('first', 'ONE-B', '2026-10-02 10:00:00', 300, false), ('future', 'ONE-B', '2026-10-08 10:00:00', 200, false),
    ('gone', 'ONE-C', '2026-10-02 10:00:00', 300, true);
