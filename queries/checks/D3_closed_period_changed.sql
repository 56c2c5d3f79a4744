-- id: D3
-- title.az: Bağlanmış dövrün məlumatının dəyişdirilməsi
-- title.en: Closed period changed
-- clause: Əsasnamə 3.1.8, 6.2.3, 6.3.5
-- why.az: Hesabat buraxıldıqdan sonra həmin dövrün qeydləri dəyişdirildikdə rəhbərliyə təqdim edilmiş rəqəmlər artıq
--   qeydlərlə təsdiqlənmir.
-- why.en: Where the records of a period change after its report was issued, the figures that leadership was given are no
--   longer borne out by them.
-- do.az: Hesabat buraxıldıqdan sonra dəyişdirilmiş qeydlərin səbəbləri barədə Şöbəyə məlumat verilməsi və qeydlərin dövr
--   bağlananadək dəqiqləşdirilməsi təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that the Department be told why records were changed after the report was issued, and that
--   records be corrected before a period is closed (charter, 6.3.7).
-- severity: medium
-- unit_of_measure: fraction
-- population.az: dövr üzrə hesabatı buraxılmış struktur bölmə
-- population.en: the unit, where a report on the period was issued
-- threshold: tolerance = 0
-- threshold: share = 0.005
-- needs: receptions
-- cure: next
--
-- Receptions of the period that were added, changed or withdrawn since the load that the newest issued edition saw, among
-- all that were held then or are held now, even if they were registered after the as-of: the edition is the measure here.
-- What was changed and changed back is unchanged. A period without an issued edition has no records to judge.

-- section: prepare
create or replace temp table touched_receptions as
with reach as (
    select min(load_id) as load_id
    from issued_editions
)

select distinct
    held.source,
    held.id
from lake.receptions as held
cross join reach
where
    (held.load_from > reach.load_id and held.load_from <= getvariable('load_id'))
    or (held.load_to > reach.load_id and held.load_to <= getvariable('load_id'));

-- Each touched record as the edition saw it and as it is now, where it belongs to the period.
create or replace temp table touched_versions as
select
    held.source,
    held.id,
    held.unit_code as unit,
    held.payload_hash,
    editions.load_id as edition_load,
    held.load_from <= editions.load_id and (held.load_to is null or held.load_to > editions.load_id) as was_seen,
    held.load_from <= getvariable('load_id')
    and (held.load_to is null or held.load_to > getvariable('load_id')) as is_held,
    coalesce(held.registered_at > getvariable('as_of'), false) as is_later
from lake.receptions as held
semi join touched_receptions as touched on touched.source = held.source and touched.id = held.id
inner join issued_editions as editions on editions.unit = held.unit_code
where
    not held.deleted
    and cast(lake.local_time(coalesce(held.started_at, held.registered_at)) as date)
    between getvariable('period_from') and getvariable('period_to');

create or replace temp table closed_periods as
with changes as (
    select
        unit,
        source,
        id,
        bool_or(was_seen) as was_seen,
        bool_or(is_held) as is_held,
        bool_or(is_held and is_later) as is_later,
        max(if(was_seen, payload_hash, null)) is distinct from max(if(is_held, payload_hash, null)) as is_changed
    from touched_versions
    where was_seen or is_held
    group by unit, source, id
),

changed as (
    select
        unit,
        count(*) filter (where is_changed and not was_seen) as added,
        count(*) filter (where is_changed and was_seen and is_held) as corrected,
        count(*) filter (where is_changed and not is_held) as withdrawn,
        count(*) filter (where is_later) as later,
        list(id order by id) filter (where is_changed) as receptions
    from changes
    group by unit
),

held as (
    select
        unit_code as unit,
        count(*) as receptions
    from period_receptions
    group by unit_code
)

select
    editions.unit,
    editions.edition_id,
    editions.issued_at,
    coalesce(changed.added, 0) as added,
    coalesce(changed.corrected, 0) as corrected,
    coalesce(changed.withdrawn, 0) as withdrawn,
    coalesce(held.receptions, 0) + coalesce(changed.withdrawn, 0) + coalesce(changed.later, 0) as receptions,
    changed.receptions[:20] as examples
from issued_editions as editions
left join changed on changed.unit = editions.unit
left join held on held.unit = editions.unit;

-- section: population
select
    closed.unit,
    1 as population,
    (closed.added + closed.corrected + closed.withdrawn) / closed.receptions as measured,
    limits.share as threshold
from closed_periods as closed
inner join limits on limits.unit = closed.unit
where closed.receptions > 0;

-- section: violations
select
    closed.unit,
    'unit' as subject_kind,
    closed.unit as subject_id,
    units.source,
    (closed.added + closed.corrected + closed.withdrawn) / closed.receptions as measured,
    limits.share as threshold,
    json_object(
        'edition', closed.edition_id,
        'issued', strftime(lake.local_time(closed.issued_at), '%Y-%m-%d %H:%M:%S'),
        'added', closed.added,
        'corrected', closed.corrected,
        'withdrawn', closed.withdrawn,
        'receptions', closed.receptions,
        'examples', closed.examples
    ) as evidence
from closed_periods as closed
inner join limits on limits.unit = closed.unit
inner join units on units.code = closed.unit
where
    closed.receptions > 0
    and (closed.added + closed.corrected + closed.withdrawn) / closed.receptions > limits.share;
