-- id: D2
-- title.az: Hesabatla qeydlər arasında uyğunsuzluq
-- title.en: Report contradicts records
-- clause: Əsasnamə 3.1.8, 6.2.3, 6.3.5
-- why.az: Bölmənin hesabatda göstərdiyi rəqəm öz qeydləri ilə üst-üstə düşmədikdə həmin hesabata əsaslanmaq olmaz.
-- why.en: A figure that a unit's own records do not bear out cannot be relied upon.
-- do.az: Göstərilən rəqəmlərin üzləşdirilməsi və hesabatın dəqiqləşdirilməsi təklif olunur (Əsasnamənin 6.3.7-ci
--   yarımbəndi).
-- do.en: It is proposed that the figures listed be reconciled and the report be corrected (charter, 6.3.7).
-- severity: high
-- unit_of_measure: fraction
-- population.az: hesabatda göstərilmiş rəqəmlər
-- population.en: figures stated in the report
-- threshold: tolerance = 0
-- threshold: share = 0.02
-- threshold: least = 2
-- needs: unit-reports, receptions
-- cure: rows
--
-- A figure is contradicted where it differs by more than max(2, 2 % of the recount) both from the recount of all records
-- and from that of the records registered when the report was submitted. `repeat` is not compared, and neither is a
-- figure whose column the source does not provide. Registered in the subsystem are those entered late too: the figure
-- stands where it matches either way of counting. Assignments: issued by the unit; done and overdue as executor, overdue
-- at the period's end. Of several reports on one period the last counts.

-- section: prepare
create or replace temp table compared_figures as
with reports as (
    select
        expected.unit,
        expected.source,
        expected.period_from,
        expected.period_to,
        reports.*
    from expected_reports as expected
    inner join unit_reports as reports on reports.unit_code = expected.unit and reports.period = expected.period
    qualify row_number() over (
        partition by expected.unit, expected.period order by reports.submitted_at desc nulls last, reports.id desc
    ) = 1
),

claimed as (
    select unit, period, 'receptions' as figure, receptions as claimed from reports
    union all
    select unit, period, 'receptions_subsystem', receptions_subsystem from reports
    union all
    select unit, period, 'written_appeals', written_appeals from reports
    union all
    select unit, period, 'assignments_issued', assignments_issued from reports
    union all
    select unit, period, 'assignments_done', assignments_done from reports
    union all
    select unit, period, 'assignments_overdue', assignments_overdue from reports
    union all
    select unit, period, 'by_outcome.' || entry.key, entry.value
    from reports
    cross join unnest(map_entries(from_json(by_outcome, '"MAP(VARCHAR, BIGINT)"'))) as entries(entry)
    union all
    select unit, period, 'by_topic.' || entry.key, entry.value
    from reports
    cross join unnest(map_entries(from_json(by_topic, '"MAP(VARCHAR, BIGINT)"'))) as entries(entry)
),

-- Receptions of the reports' periods, each marked with whether it was registered when the report was submitted.
reported_receptions as (
    select
        reports.unit,
        reports.period,
        receptions.registration,
        receptions.outcome,
        receptions.topic,
        coalesce(receptions.registered_at <= reports.submitted_at, true) as was_known
    from reports
    inner join period_receptions as receptions
        on
            receptions.unit_code = reports.unit
            and receptions.day between reports.period_from and reports.period_to
),

recounted as (
    select unit, period, 'receptions' as figure, count(*) as all_records, count(*) filter (where was_known) as known
    from reported_receptions
    group by unit, period
    union all
    select
        unit,
        period,
        'receptions_subsystem',
        count(*) filter (where registration = 'subsystem'),
        count(*) filter (where registration = 'subsystem' and was_known)
    from reported_receptions
    group by unit, period
    union all
    select
        unit,
        period,
        'written_appeals',
        count(*) filter (where outcome = 'written_appeal'),
        count(*) filter (where outcome = 'written_appeal' and was_known)
    from reported_receptions
    group by unit, period
    union all
    select unit, period, 'by_outcome.' || outcome, count(*), count(*) filter (where was_known)
    from reported_receptions
    where outcome is not null
    group by all
    union all
    select unit, period, 'by_topic.' || topic, count(*), count(*) filter (where was_known)
    from reported_receptions
    where topic is not null
    group by all
    union all
    select
        reports.unit,
        reports.period,
        'assignments_issued',
        count(*),
        count(*) filter (where coalesce(issued.issued_on <= cast(lake.local_time(reports.submitted_at) as date), true))
    from reports
    inner join assignments as issued
        on issued.issuer_unit = reports.unit and issued.issued_on between reports.period_from and reports.period_to
    group by all
    union all
    select
        reports.unit,
        reports.period,
        'assignments_done',
        count(*),
        count(*) filter (where coalesce(done.completed_on <= cast(lake.local_time(reports.submitted_at) as date), true))
    from reports
    inner join assignments as done
        on
            done.charged_unit = reports.unit
            and done.is_done
            and done.completed_on between reports.period_from and reports.period_to
    group by all
    union all
    -- As things stood at the period's end: later completions and extensions had not happened.
    select reports.unit, reports.period, 'assignments_overdue', count(*), count(*)
    from reports
    inner join assignments as held
        on
            held.charged_unit = reports.unit
            and held.issued_on <= reports.period_to
            and (held.is_open or (held.is_done and held.completed_on > reports.period_to))
    inner join lake.calendar_days as due
        on
            due.week = held.week
            and due.day = coalesce(
                list_filter(held.extensions, lambda extension: extension.extended_on <= reports.period_to)[-1]."to",
                held.due_on
            )
            and due.next_working < reports.period_to
    group by all
),

-- Entered late is entered in the subsystem too.
late_entries as (
    select
        unit,
        period,
        'receptions_subsystem' as figure,
        count(*) filter (where registration = 'late') as all_records,
        count(*) filter (where registration = 'late' and was_known) as known
    from reported_receptions
    group by unit, period
),

offers as (
    select
        source,
        bool_or(entity = 'receptions' and column_name = 'registration') as registration,
        bool_or(entity = 'receptions' and column_name = 'outcome') as outcome,
        bool_or(entity = 'receptions' and column_name = 'topic') as topic,
        bool_or(entity = 'assignments') as assignments
    from provides
    group by source
),

compared as (
    select
        reports.unit,
        reports.source,
        reports.id,
        reports.period,
        reports.submitted_at,
        claimed.figure,
        claimed.claimed,
        coalesce(recounted.all_records, 0) as recounted,
        coalesce(recounted.known, 0) as recounted_then,
        coalesce(late_entries.all_records, 0) as entered_late,
        coalesce(late_entries.known, 0) as entered_late_then,
        limits.share,
        limits.least
    from claimed
    inner join reports using (unit, period)
    inner join limits using (unit)
    inner join offers on offers.source = reports.source
    left join recounted using (unit, period, figure)
    left join late_entries using (unit, period, figure)
    where
        claimed.claimed is not null
        and case
            when claimed.figure = 'receptions_subsystem' then offers.registration
            when claimed.figure = 'written_appeals' or claimed.figure like 'by_outcome.%' then offers.outcome
            when claimed.figure like 'by_topic.%' then offers.topic
            when claimed.figure like 'assignments_%' then offers.assignments
            else true
        end
)

select
    *,
    greatest(least, share * recounted) as allowed,
    abs(claimed - recounted) > greatest(least, share * recounted)
    and abs(claimed - recounted_then) > greatest(least, share * recounted_then)
    and abs(claimed - recounted - entered_late) > greatest(least, share * (recounted + entered_late))
    and abs(claimed - recounted_then - entered_late_then)
    > greatest(least, share * (recounted_then + entered_late_then)) as is_contradicted
from compared;

-- section: population
select
    unit,
    count(*) as population
from compared_figures
group by unit;

-- section: violations
select
    unit,
    'unit' as subject_kind,
    unit as subject_id,
    source,
    abs(claimed - recounted) as measured,
    allowed as threshold,
    json_object(
        'period', period,
        'figure', figure,
        'claimed', claimed,
        'recount', recounted,
        'recount_when_submitted', recounted_then,
        'submitted', strftime(lake.local_time(submitted_at), '%Y-%m-%d %H:%M:%S'),
        'report', id
    ) as evidence
from compared_figures
where is_contradicted;
