insert into given.receptions (id, unit_code, started_at, outcome)
select 'r' || number, 'ONE-A', '2026-09-09 10:00:00', 'no_grounds' from generate_series(1, 40) as numbers(number);
