-- id: A6
-- title.az: Müddətin əsassız uzadılması
-- title.en: Extension abuse
-- clause: Əsasnamə 2.1.3, 6.2.1; “Vətəndaşların müraciətləri haqqında” Qanun, maddə 10.2
-- why.az: İcra müddətinin dəfələrlə, müddət bitdikdən sonra və ya 30 iş günündən çox uzadılması Qanunun 10.2-ci
--   maddəsinə ziddir.
-- why.en: A term extended again and again, after it had ended, or by more than thirty working days is against article
--   10.2 of the Law.
-- do.az: İcra müddətinin uzadılmasının Qanunun 10.2-ci maddəsinə uyğunlaşdırılması təklif olunur (Əsasnamənin 6.3.7-ci
--   yarımbəndi).
-- do.en: It is proposed that extensions be kept to article 10.2 of the Law (charter, 6.3.7).
-- severity: medium
-- unit_of_measure: fraction
-- population.az: dövr ərzində verilmiş tapşırıqlar
-- population.en: assignments issued in the period
-- threshold: tolerance = 0
-- threshold: extensions = 2
-- threshold: working_days = 30
-- needs: assignments.issued_on, assignments.extensions
-- cure: next
--
-- Two or more extensions; one granted after the due date then in force, moved to a working day; one of more than 30
-- working days. Week of the executor, who is charged.

-- section: prepare
create or replace temp table extension_faults as
with numbered as (
    select
        issued.source,
        issued.id,
        issued.week,
        extension.number,
        issued.extensions[extension.number].extended_on as extended_on,
        issued.extensions[extension.number]."from" as from_day,
        issued.extensions[extension.number]."to" as to_day,
        if(extension.number = 1, issued.due_on, issued.extensions[extension.number - 1]."to") as due_then
    from period_assignments_issued as issued
    cross join unnest(range(1, len(issued.extensions) + 1)) as extension(number)
),

dated as (
    select
        numbered.*,
        coalesce(due.next_working, numbered.due_then) as due_moved,
        ends.ordinal - begins.ordinal as working_days
    from numbered
    left join lake.calendar_days as due on due.week = numbered.week and due.day = numbered.due_then
    left join lake.calendar_days as begins on begins.week = numbered.week and begins.day = numbered.from_day
    left join lake.calendar_days as ends on ends.week = numbered.week and ends.day = numbered.to_day
)

select
    source,
    id,
    count(*) as extensions,
    count(*) filter (where extended_on > due_moved) as granted_late,
    max(working_days) as longest
from dated
group by source, id;

-- section: population
select
    charged_unit as unit,
    count(*) as population
from period_assignments_issued
group by charged_unit;

-- section: violations
select
    issued.charged_unit as unit,
    'assignment' as subject_kind,
    issued.id as subject_id,
    issued.source,
    faults.extensions as measured,
    limits.extensions as threshold,
    json_object(
        'issued_on', issued.issued_on,
        'due_on', issued.due_on,
        'extensions', faults.extensions,
        'granted_after_the_due_date', faults.granted_late,
        'longest_working_days', faults.longest,
        'due_in_force', issued.due_in_force
    ) as evidence
from period_assignments_issued as issued
inner join extension_faults as faults on faults.source = issued.source and faults.id = issued.id
inner join limits on limits.unit = issued.charged_unit
where
    faults.extensions >= limits.extensions
    or faults.granted_late > 0
    or faults.longest > limits.working_days;
