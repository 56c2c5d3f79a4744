-- id: A8
-- title.az: Tapşırıqların kütləvi bağlanması
-- title.en: Mass closure
-- clause: Əsasnamə 2.1.3, 6.2.1, 6.3.2
-- why.az: Bir gündə adi gündəkindən dəfələrlə çox tapşırığın bağlanması icranın formal xarakter daşıya biləcəyini göstərir.
-- why.en: Many times more assignments closed on one day than on an ordinary one may mean closing on paper only.
-- do.az: Siyahıdakı tapşırıqların faktiki icrasının araşdırılması təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that the actual execution of the assignments listed be looked into (charter, 6.3.7).
-- severity: medium
-- unit_of_measure: count
-- population.az: struktur bölmə
-- population.en: the unit
-- threshold: tolerance = 0
-- threshold: closed = 20
-- threshold: times_median = 10
-- threshold: history_days = 183
-- needs: assignments.completed_on
-- cure: next
-- look_into: true
--
-- The median is taken over the days with a closing among the 183 days before. A large day without any such day before
-- it cannot be judged.

-- section: prepare
create or replace temp table closings as
with daily as (
    select
        charged_unit as unit,
        completed_on as day,
        count(*) as closed
    from assignments
    where is_done and completed_on is not null
    group by charged_unit, completed_on
)

select
    daily.unit,
    daily.day,
    daily.closed,
    limits.closed as least_closed,
    limits.times_median,
    median(past.closed) as median_before,
    count(past.day) as days_before
from daily
inner join limits on limits.unit = daily.unit
left join daily as past
    on
        past.unit = daily.unit
        and past.day < daily.day
        and past.day >= daily.day - cast(limits.history_days as integer)
where daily.day between getvariable('period_from') and getvariable('period_to')
group by all;

-- section: population
select
    unit,
    1 as population,
    max(closed) as measured,
    any_value(least_closed) as threshold,
    if(
        bool_or(closed >= least_closed and days_before = 0)
        and not bool_or(closed >= least_closed and closed > times_median * coalesce(median_before, closed)),
        'too_little_history',
        null
    ) as reason
from closings
group by unit;

-- section: violations
select
    closings.unit,
    'assignment' as subject_kind,
    done.id as subject_id,
    done.source,
    closings.closed as measured,
    closings.times_median * closings.median_before as threshold,
    json_object(
        'day', closings.day,
        'closed', closings.closed,
        'median_before', closings.median_before,
        'days_before', closings.days_before,
        'issued_on', done.issued_on
    ) as evidence
from closings
inner join period_assignments_done as done on done.charged_unit = closings.unit and done.completed_on = closings.day
where closings.closed >= closings.least_closed and closings.closed > closings.times_median * closings.median_before;
