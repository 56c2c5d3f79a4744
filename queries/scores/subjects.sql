-- score: subjects
-- grain: one row a unit, in the order of the units table
-- columns: code, kind, agency, source, is_ministry, is_judged (has records of its own to be scored on)

select
    known.code,
    known.kind,
    known.agency,
    known.source,
    known.parent is null as is_ministry,
    units.code is not null as is_judged
from lake.units as known
left join units on units.code = known.code
order by known.position;
