-- Monitorings (audits): results and samples in `lake`, scope, life, steps and reviewers' answers in `state`.

create table lake.audit_results (
    audit_id varchar not null, check_id varchar not null, unit varchar not null,
    state varchar not null, reason varchar, measured double, threshold double,
    violations bigint not null, population bigint not null
);
create table lake.audit_violations (
    audit_id varchar not null, check_id varchar not null, unit varchar not null, subject_kind varchar not null,
    subject_id varchar not null, source varchar, measured double, threshold double, evidence varchar not null -- JSON
);
-- The units' own reports, figure by figure, as check D2 recounts them.
create table lake.audit_figures (
    audit_id varchar not null, unit varchar not null, period varchar not null, figure varchar not null,
    claimed bigint not null, recounted bigint not null, is_contradicted boolean not null
);
create table lake.audit_strata (
    audit_id varchar not null, stratum integer not null, entity varchar not null, outcome varchar not null,
    official_source varchar, official_id varchar, official varchar,   -- null: all other officials of the outcome
    population bigint not null, flagged bigint not null, sampled bigint not null
);
create table lake.audit_sample (
    audit_id varchar not null, item integer not null,      -- numbered from 1, as on the sheet
    stratum integer not null, entity varchar not null, source varchar not null, record_id varchar not null,
    unit varchar not null, details varchar not null,       -- JSON: what to look up
    checks varchar not null                                -- the checks that it violates, separated by commas
);

create table state.audits (
    audit_id varchar primary key,                          -- DM-2026-014, PM-2026-031
    kind varchar not null,                                 -- periodic | ad_hoc
    year integer not null, sequence integer not null,
    unit varchar not null, date_from date not null, date_to date not null,
    checks varchar not null,                               -- ids and globs, separated by commas; '' = all
    sample_size integer, seed bigint not null, fresh boolean not null,
    question varchar, basis varchar, members varchar, author varchar not null,
    status varchar not null, created_at timestamp not null,
    plan_month varchar, plan_rank integer, plan_reasons varchar,   -- periodic: JSON, as printed beside the rank
    -- frozen when it begins:
    as_of timestamp, load_id bigint, queries_hash varchar, thresholds_hash varchar, snapshot_hash varchar,
    started_at timestamp, ended_at timestamp,
    dataset_id varchar, pdf_path varchar, pdf_sha256 varchar,
    signed_by varchar, signed_at timestamp, answer_due date, answer varchar
);
create table state.audit_log (
    audit_id varchar not null, position integer not null, happened_at timestamp not null, who varchar not null,
    from_status varchar not null, to_status varchar not null, why varchar not null, primary key (audit_id, position)
);
create table state.audit_steps (
    audit_id varchar not null, position integer not null, name varchar not null, ended_at timestamp not null,
    seconds double not null, row_count bigint not null, detail varchar not null, primary key (audit_id, position)
);
create table state.audit_answers (
    audit_id varchar not null, item integer not null,
    exists_as_pulled boolean, outcome_supported boolean, citizen_answered boolean, term_kept boolean,
    remark varchar, who varchar not null, answered_at timestamp not null, primary key (audit_id, item)
);
-- The on-site sheet (yerində baxış vərəqi).
create table state.audit_site (
    audit_id varchar not null, question varchar not null, answer varchar not null, who varchar not null,
    answered_at timestamp not null, primary key (audit_id, question)
);
create table state.audit_findings (
    audit_id varchar not null, fingerprint varchar not null, was_new boolean not null, primary key (audit_id, fingerprint)
);
-- Units that a person moved into or out of a month's plan, and why.
create table state.plan_moves (
    month varchar not null, unit varchar not null, direction varchar not null,   -- in | out
    who varchar not null, why varchar not null, moved_at timestamp not null, primary key (month, unit)
);
