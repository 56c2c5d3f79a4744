-- The head office of S2 has no peer of its kind: all others count. Office TWO-A has none in its agency, and the local
-- units of the ministry are four: all count too. Nobody else refuses, so that one refusal is outside.
insert into given.receptions (id, source, unit_code, started_at, outcome)
select unit || number, source, unit, '2026-09-09 10:00:00', if(number <= refused, 'no_grounds', 'explained')
from (values ('S2', 'TWO', 1), ('S2', 'TWO-A', 0), ('S1', 'ONE-A', 0), ('S1', 'ONE-B', 0)) as units(source, unit, refused)
cross join generate_series(1, 30) as numbers(number);
