-- Six branches of one agency give 40 people each an explanation in August; 20 of branch A's come back in September, 2 of each
-- other branch's. By hand (Newcombe's method 10, 99 %): 0.5 against 10/200 = 0.05.
insert into given.receptions (id, unit_code, started_at, citizen, topic, outcome)
select
    unit || '-' || n,
    unit,
    timestamp '2026-08-10 10:00' + to_minutes(n * 5),
    'f:' || unit || n,
    'pension',
    'explained'
from (values ('ONE-A'), ('ONE-B'), ('ONE-C'), ('ONE-D'), ('ONE-E'), ('ONE-F')) as units(unit)
cross join range(40) as numbers(n);

insert into given.receptions (id, unit_code, started_at, citizen, topic, outcome)
select
    'back-' || unit || '-' || n,
    unit,
    timestamp '2026-09-10 10:00' + to_minutes(n * 5),
    'f:' || unit || n,
    'pension',
    'assigned'
from (values ('ONE-A'), ('ONE-B'), ('ONE-C'), ('ONE-D'), ('ONE-E'), ('ONE-F')) as units(unit)
cross join range(40) as numbers(n)
where n < if(unit = 'ONE-A', 20, 2);
