-- id: R5
-- title.az: Natamam qeyd
-- title.en: Incomplete record
-- clause: Əsasnamə 3.1.1, 6.1.2, 6.1.4
-- why.az: Mövzusu, nəticəsi, vaxtı, vətəndaşı və ya qəbul edən şəxsi göstərilməyən qəbul nə təhlil edilə, nə də təkrar
--   gəliş kimi tanına bilər.
-- why.en: A reception without its topic, outcome, times, citizen or official can neither be analysed nor recognised as
--   a return visit.
-- do.az: Siyahıdakı qeydlərin çatışmayan məlumatlarının tamamlanması təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that the missing fields of the records listed be filled in (charter, 6.3.7).
-- severity: low
-- unit_of_measure: fraction
-- population.az: dövr ərzində keçirilmiş qəbullar
-- population.en: receptions of the period
-- threshold: tolerance = 0.03
-- needs: receptions.topic | receptions.outcome
-- cure: rows
--
-- Only the columns that the source provides can be missing. A no-show needs no times.

-- section: population
select
    unit_code as unit,
    count(*) as population
from period_receptions
group by unit_code;

-- section: violations
with offers as (
    select
        source,
        bool_or(column_name = 'topic') as topic,
        bool_or(column_name = 'outcome') as outcome,
        bool_or(column_name = 'started_at') as started_at,
        bool_or(column_name = 'ended_at') as ended_at,
        bool_or(column_name = 'citizen') as citizen,
        bool_or(column_name = 'official_id') as official_id
    from provides
    where entity = 'receptions'
    group by source
),

judged as (
    select
        receptions.unit_code as unit,
        receptions.source,
        receptions.id,
        receptions.day,
        list_filter(
            [
                if(offers.topic and receptions.topic is null, 'topic', null),
                if(offers.outcome and receptions.outcome is null, 'outcome', null),
                if(
                    offers.started_at and receptions.started_at is null and not receptions.is_no_show,
                    'started_at',
                    null
                ),
                if(offers.ended_at and receptions.ended_at is null and not receptions.is_no_show, 'ended_at', null),
                if(offers.citizen and receptions.citizen is null, 'citizen', null),
                if(
                    offers.official_id
                    and receptions.level <> 'reception_room'
                    and nullif(trim(receptions.official_id), '') is null,
                    'official_id',
                    null
                )
            ],
            lambda field: field is not null
        ) as missing
    from period_receptions as receptions
    inner join offers on offers.source = receptions.source
)

select
    unit,
    'reception' as subject_kind,
    id as subject_id,
    source,
    len(missing) as measured,
    0 as threshold,
    json_object('day', day, 'missing', missing) as evidence
from judged
where len(missing) > 0;
