-- id: contradictions_now
-- title: The figures that check D2 compared in this session, each with whether an error would favour the unit
-- grain: ledger_now: one row a (unit, figure) of the period
-- columns: period, period_from, unit, source, figure, claimed, recounted, recounted_then, allowed, is_contradicted, favours
--     (null where more is neither better nor worse), submitted_at, report_id
-- Needs the temp table of check D2. A unit looks better with more receptions, more of them in the subsystem, more solved and
-- more assignments done, and with fewer assignments overdue; a split by topic or by another outcome has no better side.

create or replace temp table ledger_now as
select
    period,
    getvariable('period_from') as period_from,
    unit,
    source,
    figure,
    cast(claimed as bigint) as claimed,
    cast(recounted as bigint) as recounted,
    cast(recounted_then as bigint) as recounted_then,
    allowed,
    is_contradicted,
    case
        when figure in ('receptions', 'receptions_subsystem', 'assignments_done', 'by_outcome.resolved')
            then claimed > recounted
        when figure = 'assignments_overdue' then claimed < recounted
    end as favours,
    submitted_at,
    id as report_id
from compared_figures
where period = getvariable('period');
