-- id: receptions_by_region
-- title: Receptions of the period by district of the receiving unit
-- grain: one row a district that has receptions
-- columns: region, receptions, units

select
    units.region as region,
    count(*) as receptions,
    count(distinct unit_code) as units
from period_receptions
inner join lake.units as units on units.code = period_receptions.unit_code
where not is_no_show and units.region is not null and units.kind = 'local'
group by units.region
order by units.region;
