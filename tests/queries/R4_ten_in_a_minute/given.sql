-- Ten within 60 seconds, both ends inside, spread over more than an hour (9 × 401 s); everything less is none.
insert into given.receptions (id, unit_code, mode, started_at, registered_at)
select
    unit || number,
    unit,
    mode,
    timestamp '2026-09-09 10:00:00' + to_seconds(cast(apart * (number - 1) as integer)),
    timestamp '2026-09-10 18:00:30' + to_seconds(cast(floor(step * (number - 1)) as integer))
from (values 
    ('ONE-A', 10, 6.667, 401, 'personal'), ('ONE-B', 9, 1, 900, 'personal'),
    -- The tenth one second too late; the starts exactly an hour apart; mobile ones.
    ('ONE-C', 10, 6.8, 900, 'personal'), ('ONE-D', 10, 1, 400, 'personal'), ('ONE-E', 12, 1, 900, 'mobile')
) as units(unit, receptions, step, apart, mode)
cross join generate_series(1, 40) as numbers(number)
where number <= receptions;
