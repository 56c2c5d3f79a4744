-- mart: issued_editions
-- grain: one row a unit of whose period a report was issued
-- columns: unit, edition_id, load_id (what the edition saw), issued_at
-- The newest issued edition of the very period, the ministry's or that of the nearest unit above; drafts are none. Read
-- from `state` and from `lake` one after the other, because no statement joins the two.

create or replace temp table period_editions as
select
    edition_id,
    unit,
    dataset_id,
    issued_at
from state.editions
where period = getvariable('period') and status in ('issued', 'replaced');

create or replace temp table issued_editions as
with seen as (
    select
        period_editions.edition_id,
        period_editions.unit,
        period_editions.issued_at,
        max(datasets.load_id) as load_id
    from period_editions
    inner join lake.datasets as datasets on datasets.dataset_id = period_editions.dataset_id
    where datasets.load_id <= getvariable('load_id')
    group by period_editions.edition_id, period_editions.unit, period_editions.issued_at
)

select
    units.code as unit,
    arg_max(seen.edition_id, (seen.load_id, seen.issued_at, seen.edition_id)) as edition_id,
    max(seen.load_id) as load_id,
    arg_max(seen.issued_at, (seen.load_id, seen.issued_at, seen.edition_id)) as issued_at
from units
inner join lake.unit_tree as tree on tree.unit = units.code
inner join seen on seen.unit = tree.ancestor
group by units.code;
