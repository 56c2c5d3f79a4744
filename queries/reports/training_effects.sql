-- id: training_effects
-- title: The index of each unit before and after each training
-- grain: one row a (training, unit) whose own index is known in a month before and in a month after
-- columns: number, held_on, subject, unit, is_trained, before, after (mean of the index over up to 3 whole months before the
--     month of the training and up to 3 after it)
-- Others are the units that no training of these six months reached, of the kinds that were trained.

with newest as (
    select
        period,
        max(run_id) as run_id
    from lake.score_runs
    where regexp_full_match(period, '\d{4}-\d{2}')
    group by period
),

monthly as (
    select
        cast(strptime(newest.period || '-01', '%Y-%m-%d') as date) as month,
        scores.unit,
        scores.index_value
    from newest
    inner join lake.scores as scores using (run_id)
    where scores.scope = 'own' and scores.index_value is not null
),

trained as (
    select
        trainings.number,
        trainings.held_on,
        cast(date_trunc('month', trainings.held_on) as date) as held_month,
        trainings.subject,
        units.unit
    from state.trainings as trainings
    cross join unnest(string_split(trainings.units, ' ')) as units(unit)
),

trainings as (
    select distinct number, held_on, held_month, subject from trained
),

compared as (
    select
        trainings.*,
        units.code as unit,
        exists (
            select 1 from trained where trained.number = trainings.number and trained.unit = units.code
        ) as is_trained
    from trainings
    cross join lake.units as units
    where
        units.kind in (
            select of_trained.kind
            from trained
            inner join lake.units as of_trained on of_trained.code = trained.unit
            where trained.number = trainings.number
        )
        and (
            exists (select 1 from trained where trained.number = trainings.number and trained.unit = units.code)
            or not exists (
                select 1
                from trained
                where
                    trained.unit = units.code
                    and trained.held_month between trainings.held_month - interval 3 months
                    and trainings.held_month + interval 3 months
            )
        )
)

select
    compared.number,
    compared.held_on,
    compared.subject,
    compared.unit,
    compared.is_trained,
    avg(monthly.index_value) filter (where monthly.month < compared.held_month) as before,
    avg(monthly.index_value) filter (where monthly.month > compared.held_month) as after
from compared
inner join monthly
    on
        monthly.unit = compared.unit
        and monthly.month between compared.held_month - interval 3 months and compared.held_month + interval 3 months
group by all
having
    count(*) filter (where monthly.month < compared.held_month) > 0
    and count(*) filter (where monthly.month > compared.held_month) > 0
order by compared.held_on, compared.number, compared.unit;
