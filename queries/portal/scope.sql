-- portal: scope
-- The only door between the portal's pages and the tables: every other query of this folder reads these views.
-- Parameters of every session: scope_kind (all | subtree; anything else shows nothing), scope_root (a unit's code).

create or replace temp view visible_units as
select *
from lake.units
where
    getvariable('scope_kind') = 'all'
    or (
        getvariable('scope_kind') = 'subtree'
        and code in (select unit from lake.unit_tree where ancestor = getvariable('scope_root'))
    );

-- What belongs to no unit (runs of jobs, sources, rejected rows) is for those who see the whole ministry.
create or replace temp view visible_whole as
select getvariable('scope_kind') = 'all' as is_whole;

create or replace temp view visible_check_runs as
select * from lake.check_runs where scope = '*';

create or replace temp view visible_score_runs as
select * exclude (body) from lake.score_runs;

create or replace temp view visible_results as
select * from lake.check_results where unit in (select code from visible_units);

create or replace temp view visible_violations as
select * from lake.violations where unit in (select code from visible_units);

create or replace temp view visible_scores as
select * from lake.scores where unit in (select code from visible_units);

-- A report of the whole ministry is kept under no unit or under the ministry's own code.
create or replace temp view visible_datasets as
select *
from lake.datasets
where
    unit in (select code from visible_units)
    or (coalesce(unit, '') in ('', '*') and getvariable('scope_kind') = 'all');

create or replace temp view visible_editions as
select *
from state.editions
where
    unit in (select code from visible_units)
    or (unit in ('', '*') and getvariable('scope_kind') = 'all');

-- Records as they stand now or stood at a load, without the citizen.
create or replace temp view visible_receptions as
select * exclude (citizen)
from lake.receptions
where unit_code in (select code from visible_units);

create or replace temp view visible_assignments as
select *
from lake.assignments
where
    unit_code in (select code from visible_units)
    or executor_unit in (select code from visible_units);

create or replace temp view visible_appointments as
select * from lake.appointments where unit_code in (select code from visible_units);

create or replace temp view visible_officials as
select * from lake.officials where unit_code in (select code from visible_units);

create or replace temp view visible_unit_reports as
select * from lake.unit_reports where unit_code in (select code from visible_units);

create or replace temp view visible_tree as
select *
from lake.unit_tree
where unit in (select code from visible_units);

create or replace temp view visible_findings as
select * from state.findings where unit in (select code from visible_units);

-- How fresh the data is, without what was in it: said to everybody who has a scope at all.
create or replace temp view visible_freshness as
select source, entity, complete, ended_at
from lake.loads
where
    getvariable('scope_kind') = 'all'
    or source in (select source from visible_units);

create or replace temp view visible_loads as
select * from lake.loads where (select is_whole from visible_whole);

create or replace temp view visible_counts as
select * from lake.source_counts where (select is_whole from visible_whole);

create or replace temp view visible_sources as
select * from state.sources where (select is_whole from visible_whole);

create or replace temp view visible_quarantine as
select * from lake.quarantine where (select is_whole from visible_whole);

create or replace temp view visible_drift as
select * from lake.drift where (select is_whole from visible_whole);

create or replace temp view visible_job_runs as
select * from state.job_runs where (select is_whole from visible_whole);

create or replace temp view visible_job_steps as
select * from state.job_steps where (select is_whole from visible_whole);

create or replace temp view visible_users as
select * exclude (password_hash) from state.users where (select is_whole from visible_whole);

create or replace temp view visible_access_log as
select * from state.access_log where (select is_whole from visible_whole);
