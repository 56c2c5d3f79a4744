-- Seven months of 16 but for June, which was an anomaly: where the sector has confirmed it, six are left to compare with;
-- with one month less they are too few. A quarter's anomaly and one that nobody confirmed stay.
insert into given.receptions (id, unit_code, started_at)
select unit || '-' || back || '-' || number, unit, timestamp '2026-09-01' - to_months(cast(back as integer)) + to_days(9) + to_minutes(number) + interval 10 hours
from (values ('ONE-A', 7), ('ONE-B', 6), ('ONE-C', 6), ('ONE-D', 6)) as units(unit, months)
cross join generate_series(0, 7) as months(back)
cross join generate_series(1, 100) as numbers(number)
where back <= months and number <= if(back = 3, 100, 16);
insert into lake.check_runs values
    (1, '2026-06', '2026-06-01', '2026-06-30', '2026-07-08', 1, '*', '', '2026-07-08'),
    (2, '2026-Q2', '2026-04-01', '2026-06-30', '2026-07-08', 1, '*', '', '2026-07-08');
insert into lake.violations
select if(unit = 'ONE-D', 2, 1), 'R13', unit, 'unit', unit, 'S1', 100, 37, '{}'
from (values ('ONE-A'), ('ONE-B'), ('ONE-C'), ('ONE-D')) as units(unit);
alter table state.findings add column if not exists confirmed boolean;
insert into state.findings by name
select
    unit as fingerprint, 'R13' as check_id, unit, '2026-06' as period, unit as subject, 'medium' as severity,
    'open' as status, timestamp '2026-07-08' as first_seen, timestamp '2026-07-08' as last_seen, 1 as occurrences,
    1 as violations, unit <> 'ONE-C' as confirmed
from (values ('ONE-A'), ('ONE-B'), ('ONE-C'), ('ONE-D')) as units(unit);
