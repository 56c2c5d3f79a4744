-- portal: first_page
-- Page 1 of the period's newest monthly dataset, in the language asked for if there is one. Parameters: period, language.
select
    language,
    body::json -> 'first' as first,
    as_of
from visible_datasets
where
    kind = 'monthly'
    and period = getvariable('period')
    and (coalesce(unit, '') in ('', '*') or unit in (select code from visible_units where parent is null))
order by language = getvariable('language') desc, created_at desc
limit 1;
