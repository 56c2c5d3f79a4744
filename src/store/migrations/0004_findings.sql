-- Findings with their whole life, the rows they rest on, the contradiction ledger, and the department's registers.

alter table state.findings add column origin_unit varchar;     -- where it was found; `unit` answers for it now
alter table state.findings add column look_into boolean;       -- araşdırılmalı hal: costs no points until confirmed
alter table state.findings add column cure varchar;            -- rows | next
alter table state.findings add column notified_at timestamp;
alter table state.findings add column claimed_at timestamp;
alter table state.findings add column planned_for date;
alter table state.findings add column waived_until date;
alter table state.findings add column waiver_asked date;       -- the last day of the waiver that the head is asked for
alter table state.findings add column confirmed boolean;       -- the sector's word on a matter to look into
alter table state.findings add column level varchar;           -- unit | agency | leadership: whom it has reached
alter table state.findings add column changed_at timestamp;
alter table state.findings add column measured double;
alter table state.findings add column threshold double;
alter table state.findings add column population bigint;
alter table state.findings add column remaining bigint;        -- rows that still violate
alter table state.findings add column text_az varchar;         -- what was measured
alter table state.findings add column text_en varchar;
alter table state.findings add column proposal_az varchar;     -- the same with what is proposed
alter table state.findings add column proposal_en varchar;
alter table state.findings add column audit varchar;           -- number of the monitoring that raised it

update state.findings
set origin_unit = unit, look_into = false, cure = 'next', level = 'unit', changed_at = last_seen, remaining = violations;

-- `why` is the note; a line that data wrote has the role `data`.
alter table state.finding_log add column action varchar;
alter table state.finding_log add column role varchar;
alter table state.finding_log add column day date;             -- local day of happened_at
alter table state.finding_log add column until date;           -- last day of a plan or waiver
alter table state.finding_log add column deadline date;        -- set by a notification
alter table state.finding_log add column detail varchar;       -- the unit that takes over, the level that is told

update state.finding_log
set
    role = 'data',
    day = cast(happened_at as date),
    action = case to_status when 'open' then 'raise' when 'reopened' then 'reopen' else 'close' end;

-- The rows that a finding rests on, by the period in which they violated.
create table state.finding_rows (
    fingerprint varchar not null, period varchar not null, subject_kind varchar not null, subject_id varchar not null,
    source varchar not null,                                   -- '' where the check names none
    measured double, threshold double, evidence varchar not null,  -- JSON: a list where one subject violates more than once
    first_seen timestamp not null, last_seen timestamp not null,
    cured_at timestamp,                                        -- tested again, it no longer violates
    primary key (fingerprint, period, subject_kind, subject_id, source)
);

-- What units reported against what their records say, by the newest evaluation of each period.
create table lake.contradictions (
    period varchar not null, period_from date not null, unit varchar not null, source varchar, figure varchar not null,
    claimed bigint not null, recounted bigint not null,
    recounted_then bigint not null,                            -- records registered when the report was submitted
    allowed double not null, is_contradicted boolean not null,
    favours boolean,                                           -- null where more is neither better nor worse
    submitted_at timestamp, report_id varchar, load_id bigint not null, as_of timestamp not null
);

create table state.trainings (
    number varchar primary key, position integer not null, held_on date not null, subject varchar not null,
    checks varchar, units varchar, trainer varchar, place varchar, participants integer, note varchar
);
create table state.methodical_letters (
    number varchar primary key, position integer not null, sent_on date not null, subject varchar not null,
    checks varchar, units varchar, signed_by varchar, note varchar
);
create table state.work_plan (
    number varchar primary key, position integer not null, activity varchar not null, clause varchar,
    responsible varchar, units varchar, due_on date not null, done_on date, result varchar, note varchar
);
