-- Two branches, 40 answers each; 4 of A's come back: fewer than the smallest cell, and nothing is said of it.
insert into given.receptions (id, unit_code, started_at, citizen, topic, outcome)
select
    unit || '-' || n,
    unit,
    timestamp '2026-08-10 10:00' + to_minutes(n * 5),
    'f:' || unit || n,
    'pension',
    'explained'
from (values ('ONE-A'), ('ONE-B')) as units(unit)
cross join range(40) as numbers(n);

insert into given.receptions (id, unit_code, started_at, citizen, topic, outcome)
select 'back-' || n, 'ONE-A', timestamp '2026-09-10 10:00' + to_minutes(n * 5), 'f:ONE-A' || n, 'pension', 'assigned'
from range(4) as numbers(n);
