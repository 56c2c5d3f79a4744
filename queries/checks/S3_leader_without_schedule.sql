-- id: S3
-- title.az: Qəbul cədvəli olmayan rəhbər
-- title.en: Leader without schedule
-- clause: Əsasnamə 3.1.4, 6.2.2, 6.3.6
-- why.az: Rəhbər vəzifəli şəxsin ay ərzində qəbul cədvəlində olmaması vətəndaşların onun qəbuluna düşməsinə imkan
--   vermir.
-- why.en: A leader who is not in the schedule for a month cannot be seen by any citizen.
-- do.az: Göstərilən rəhbər vəzifəli şəxslərin qəbul cədvəlinə daxil edilməsi təklif olunur (Əsasnamənin 6.3.7-ci
--   yarımbəndi).
-- do.en: It is proposed that the leaders listed be put into the schedule of receptions (charter, 6.3.7).
-- severity: high
-- unit_of_measure: fraction
-- population.az: ay ərzində vəzifədə olmuş rəhbər şəxslər
-- population.en: leadership officials active the whole month
-- threshold: tolerance = 0
-- needs: officials, appointments
-- cure: next
--
-- Judged month by month, ended months only. Appointments that were cancelled are appointments.

-- section: prepare
create or replace temp table leader_months as
with months as (
    select
        cast(month as date) as first_day,
        last_day(month) as last_day
    from generate_series(
        cast(getvariable('period_from') as timestamp), cast(getvariable('period_to') as timestamp), interval 1 month
    ) as months(month)
    where last_day(month) <= getvariable('period_to') and last_day(month) < getvariable('as_of_day')
)

select
    officials.unit_code as unit,
    officials.source,
    officials.id,
    officials.post,
    months.first_day,
    months.last_day
from officials
inner join months
    on
        coalesce(officials.active_from <= months.first_day, true)
        and coalesce(officials.active_to >= months.last_day, true)
where officials.level = 'leadership';

-- section: population
select
    unit,
    count(*) as population
from leader_months
group by unit;

-- section: violations
select
    leaders.unit,
    'official' as subject_kind,
    leaders.id as subject_id,
    leaders.source,
    json_object('month', strftime(leaders.first_day, '%Y-%m'), 'post', leaders.post) as evidence
from leader_months as leaders
anti join appointments
    on
        appointments.source = leaders.source
        and appointments.official_id = leaders.id
        and appointments.date between leaders.first_day and leaders.last_day;
