-- state: count_editions
-- Numbered editions of a month's ministry report. Parameters: period, language.
select count(*) as value
from state.editions
where
    kind = 'monthly'
    and period = getvariable('period')
    and language = getvariable('language')
    and edition > 0;
