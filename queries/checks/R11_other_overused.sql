-- id: R11
-- title.az: “Digər” mövzusundan həddən artıq istifadə
-- title.en: "Other" overused
-- clause: Əsasnamə 3.1.1, 6.1.4
-- why.az: Mövzu “Digər” göstərildikdə vətəndaşları nəyin narahat etdiyi bilinmir və təhlil aparmaq olmur.
-- why.en: Where the topic is "other" nobody can tell what brings the citizens.
-- do.az: Qəbulların mövzularının siyahı üzrə dəqiq göstərilməsi təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that topics be chosen from the list as they are (charter, 6.3.7).
-- severity: low
-- unit_of_measure: fraction
-- population.az: struktur bölmə
-- population.en: the unit
-- threshold: tolerance = 0
-- threshold: share = 0.1
-- threshold: receptions = 30
-- needs: receptions.topic
-- cure: next

-- section: prepare
create or replace temp table others as
select
    unit_code as unit,
    count(*) as receptions,
    count(*) filter (where topic = 'other') as others,
    count(*) filter (where topic = 'other') / count(*) as share
from period_receptions
group by unit_code;

-- section: population
select
    others.unit,
    1 as population,
    others.share as measured,
    limits.share as threshold,
    if(others.receptions < limits.receptions, 'too_few', null) as reason
from others
inner join limits on limits.unit = others.unit;

-- section: violations
select
    others.unit,
    'unit' as subject_kind,
    others.unit as subject_id,
    units.source,
    others.share as measured,
    limits.share as threshold,
    json_object('others', others.others, 'receptions', others.receptions) as evidence
from others
inner join limits on limits.unit = others.unit
inner join units on units.code = others.unit
where others.receptions >= limits.receptions and others.share > limits.share;
