-- Six branches; the peers of one are the five others: 5 of 100 each, 25 of 500 in all, 5 %. Of 100 the chance of 13 or
-- more is 0.15 %, of 14 or more 0.05 %: 14 is outside, 13 inside. ONE-C has too few; the head office's peers are all.
insert into given.receptions (id, unit_code, started_at, outcome)
select unit || number, unit, '2026-09-09 10:00:00', if(number <= refused, 'no_grounds', 'explained')
from (values ('ONE-A', 100, 14), ('ONE-B', 100, 5), ('ONE-C', 29, 1), ('ONE-D', 100, 5), ('ONE-E', 100, 5), ('ONE-F', 171, 9))
    as units(unit, receptions, refused)
cross join generate_series(1, 171) as numbers(number)
where number <= receptions;
