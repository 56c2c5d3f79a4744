-- What the cases write into: the records' tables with defaults of an ordinary record, times local (UTC+4).
-- A time '1900-01-01' stands for the ordinary one (see take.sql).
create schema given;

create table given.receptions (
    source varchar default 'S1', id varchar, load_from bigint default 1, load_to bigint, deleted boolean default false,
    unit_code varchar default 'ONE-A', started_at timestamp default '1900-01-01',
    registered_at timestamp default '1900-01-01', arrived_at timestamp default '1900-01-01',
    ended_at timestamp default '1900-01-01', registration varchar default 'subsystem',
    mode varchar default 'personal', level varchar default 'reception_room', official_id varchar,
    citizen varchar default 'own', topic varchar default 'pension', kind varchar default 'application',
    complaint_about varchar, collective boolean default false, outcome varchar default 'explained',
    referred_to varchar, referred_on date, note varchar, note_redactions integer default 0, rating integer,
    appeal_handed_at timestamp, appeal_registered_at timestamp, appeal_number varchar
);

create table given.assignments (
    source varchar default 'S1', id varchar, load_from bigint default 1, load_to bigint, deleted boolean default false,
    unit_code varchar default 'ONE-A', reception_id varchar, executor_unit varchar default 'ONE-A', issued_by varchar,
    issued_on date default '2026-09-01', due_on date default '2026-09-22', term varchar default 'ordinary',
    status varchar default 'open', completed_on date, result varchar default 'cavab verildi',
    result_redactions integer default 0, replied_on date,
    extensions struct(extended_on date, "from" date, "to" date, reason varchar)[] default []
);

create table given.appointments (
    source varchar default 'S1', id varchar, load_from bigint default 1, load_to bigint, deleted boolean default false,
    unit_code varchar default 'ONE-A', official_id varchar default 'o1', date date, starts varchar default '10:00',
    ends varchar default '12:00', place varchar, status varchar default 'held', reason varchar
);

create table given.officials (
    source varchar default 'S1', id varchar, load_from bigint default 1, load_to bigint, deleted boolean default false,
    unit_code varchar default 'ONE-A', full_name varchar default 'A. B.', post varchar default 'direktor',
    level varchar default 'leadership', active_from date default '2024-01-01', active_to date
);

create table given.unit_reports (
    source varchar default 'S1', id varchar, load_from bigint default 1, load_to bigint, deleted boolean default false,
    unit_code varchar default 'ONE-A', period varchar default '2026-09',
    submitted_at timestamp default '2026-10-02 10:00:00', receptions bigint, receptions_subsystem bigint,
    assignments_issued bigint, assignments_done bigint, assignments_overdue bigint, repeat bigint,
    written_appeals bigint, by_outcome varchar, by_topic varchar
);

-- Both sources were pulled in whole in the night before the closing of September 2026, and once before.
create table given.loads (
    load_id bigint, source varchar, entity varchar, kind varchar default 'pull',
    started_at timestamp default '2026-10-08 02:00:00', ended_at timestamp default '2026-10-08 02:10:00',
    complete boolean default true, rows_seen bigint default 100, rows_rejected bigint default 0
);

insert into given.loads (load_id, source, entity)
select
    if(source = 'S1' and entity = 'receptions', 1, 10 + row_number() over (order by source, entity)) as load_id,
    source,
    entity
from (values ('S1'), ('S2')) as sources(source)
cross join (
    values ('receptions'), ('assignments'), ('appointments'), ('officials'), ('unit-reports')
) as entities(entity);

-- They offer everything that the contract knows.
insert into lake.source_columns by name
select
    sources.source,
    offered.entity,
    offered.column_name,
    true as declared,
    'instant' as time_precision
from (values ('S1'), ('S2')) as sources(source)
cross join (
    select
        case table_name when 'unit_reports' then 'unit-reports' else table_name end as entity,
        column_name
    from information_schema.columns
    where
        table_schema = 'lake'
        and table_name in ('receptions', 'assignments', 'appointments', 'officials', 'unit_reports')
    union all
    select
        entity,
        '*'
    from (
        values ('receptions'), ('assignments'), ('appointments'), ('officials'), ('unit-reports')
    ) as entities(entity)
) as offered;
