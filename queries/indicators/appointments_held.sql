-- id: appointments_held
-- title.az: Cədvəl üzrə keçirilən qəbullar
-- title.en: Appointments held
-- kind: share
-- needs: appointments
--
-- Appointments held ÷ those of the schedule whose day is over. One that was moved for a stated reason has a new day and a
-- row of its own there.

select
    appointments.unit_code as unit,
    count(*) filter (where appointments.status = 'held') as numerator,
    count(*) as denominator
from appointments
inner join spans
    on
        appointments.date between spans.span_from and spans.span_to
        and appointments.date < spans.as_of_day
where not (appointments.status = 'moved' and appointments.reason is not null)
group by appointments.unit_code;
