-- id: C3
-- title.az: İcradan sonra təkrar gəliş
-- title.en: Done, yet back
-- clause: Əsasnamə 3.1.5, 6.1.6, 6.2.1
-- why.az: Tapşırıq icra edilmiş sayıldıqdan sonra bir ay ərzində vətəndaşın eyni məsələ ilə qayıtması icranın formal
--   olduğunu göstərir.
-- why.en: A citizen who is back within a month after the assignment was done shows that it was done on paper.
-- do.az: Göstərilən tapşırıqların icrasının yenidən yoxlanılması təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that the execution of the assignments listed be verified again (charter, 6.3.7).
-- severity: high
-- unit_of_measure: fraction
-- population.az: dövr ərzində icra edilmiş tapşırıqlar
-- population.en: assignments done in the period
-- threshold: tolerance = 0
-- threshold: days = 30
-- needs: assignments.completed_on, receptions.citizen, receptions.topic
-- cure: next
--
-- The first later visit from the day after to 30 days after the completion, in any unit; charged to the executor, in the
-- period of that visit. Where an assignment is dated before its own reception (A7) that reception is no return.

-- section: prepare
create or replace temp table comebacks as
select
    done.charged_unit as unit,
    done.source,
    done.id as assignment,
    done.reception_id,
    done.completed_on,
    original.topic,
    limits.days,
    min(again.day) as return_day,
    arg_min(again.id, (again.day, again.at, again.id)) as return_id,
    arg_min(again.unit_code, (again.day, again.at, again.id)) as return_unit
from assignments as done
inner join limits on limits.unit = done.charged_unit
inner join visits as original on original.source = done.source and original.id = done.reception_id
inner join visits as again
    on
        again.citizen = original.citizen
        and again.topic = original.topic
        and (again.day, again.at, again.id) > (original.day, original.at, original.id)
        and again.day > done.completed_on
        and again.day <= done.completed_on + cast(limits.days as integer)
where done.is_done
group by all
having min(again.day) between getvariable('period_from') and getvariable('period_to');

-- section: population
select
    charged_unit as unit,
    count(*) as population
from period_assignments_done
group by charged_unit
union all
select
    unit,
    count(*)
from comebacks
where completed_on < getvariable('period_from')
group by unit;

-- section: violations
select
    unit,
    'reception' as subject_kind,
    reception_id as subject_id,
    source,
    return_day - completed_on as measured,
    days as threshold,
    json_object(
        'assignment', assignment,
        'receptions', [reception_id, return_id],
        'topic', topic,
        'completed_on', completed_on,
        'returned', return_day,
        'return_unit', return_unit
    ) as evidence
from comebacks;
