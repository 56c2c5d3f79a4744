-- Three citizens go from A to B (twice) to C, one from A to C to TWO-A; the smallest cell is 2. By agency: three inside ONE,
-- one from ONE to TWO.
insert into given.receptions (id, unit_code, started_at, citizen, topic, outcome)
select
    'w' || n || '-' || place,
    unit,
    timestamp '2026-09-01 10:00' + to_days(cast(place as integer)) + to_minutes(n * 10),
    'f:w' || n,
    'pension',
    'explained'
from (values (1, 'ONE-A'), (2, 'ONE-B'), (3, 'ONE-B'), (4, 'ONE-C')) as stops(place, unit)
cross join range(3) as numbers(n);

insert into given.receptions (id, unit_code, started_at, citizen, topic, outcome) values
    ('x1', 'ONE-A', '2026-09-14 10:00', 'f:x', 'pension', 'explained'),
    ('x2', 'ONE-C', '2026-09-15 10:00', 'f:x', 'pension', 'explained'),
    ('x3', 'TWO-A', '2026-09-16 10:00', 'f:x', 'pension', 'explained');
