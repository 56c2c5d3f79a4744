-- Of the months before, twelve count: the thirteenth, of 400, and those before it do not. Six of 16 and six of 20 make a
-- median of 18, from which they lie 2 apart: floored at its root, 40 are outside 18 ± 22.02, with the thirteenth too.
insert into given.receptions (id, unit_code, started_at)
select unit || '-' || month || '-' || number, unit, month + to_days(9) + to_minutes(number) + interval 10 hours
from (
    select
        unit,
        timestamp '2026-09-01' - to_months(cast(back as integer)) as month,
        case
            when back = 0 then tested
            when back > 12 then 400
            when back % 2 = 0 then 16
            else 20
        end as receptions
    from (values ('ONE-A', 41), ('ONE-B', 40)) as units(unit, tested)
    cross join generate_series(0, 14) as months(back)
) as volumes
cross join generate_series(1, 400) as numbers(number)
where number <= receptions;
