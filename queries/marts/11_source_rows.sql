-- mart: source_rows
-- grain: one row a source
-- columns: source, unit (the agency's row, which answers for the source itself: Q2, Q3, Q4)
-- Where no agency's row has the source, its first unit answers.

create or replace temp table source_rows as
select
    source,
    arg_min(code, (code is distinct from agency, position)) as unit
from units
group by source;
