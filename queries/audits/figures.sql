-- audit: figures
-- Every figure that check D2 compared for the units in scope.
select
    figures.unit,
    figures.period,
    figures.figure,
    figures.claimed,
    figures.recounted,
    figures.is_contradicted
from compared_figures as figures
inner join units on units.code = figures.unit
semi join audit_units on audit_units.code = figures.unit
order by units.position, figures.period, figures.figure;
