-- The two schemas. `lake` may one day be DuckLake: no keys, unique constraints, enums, sequences or indexes in it.
-- `state` may one day be PostgreSQL: no DuckDB-only types in it. A transaction writes one of the two, never both.
create schema if not exists lake;
create schema if not exists state;

-- ===== lake: how records came in =====

-- One walk over one entity of one source, or one file taken. Its id orders the history of all records.
create table lake.loads (
    load_id bigint not null,
    source varchar not null,
    entity varchar not null,            -- receptions | assignments | appointments | officials | unit-reports
    kind varchar not null,              -- pull | full | reconcile | file | replay
    started_at timestamp not null,      -- UTC; the run's one clock
    ended_at timestamp,
    complete boolean not null,          -- the walk has ended: the watermark may move
    updated_since timestamp,            -- asked for
    cursor varchar,                     -- where the next page begins; null at the end
    watermark timestamp,                -- greatest updated_at seen in this walk
    pages bigint not null,
    bytes bigint not null,              -- after decompression
    rows_seen bigint not null,
    rows_new bigint not null,
    rows_changed bigint not null,
    rows_same bigint not null,
    rows_deleted bigint not null,
    rows_rejected bigint not null,
    object varchar,                     -- a file's name
    object_hash varchar,                -- and the SHA-256 of its content
    error varchar
);

-- Which columns a source offers: declared by it (`meta`, adapter) or seen non-null. column_name '*' = the entity itself.
create table lake.source_columns (
    source varchar not null,
    entity varchar not null,
    column_name varchar not null,
    declared boolean not null,
    time_precision varchar not null     -- instant | date: a date-only time never fails or passes an hour check
);

-- What `/v1/meta` said, for reconciliation.
create table lake.source_counts (
    load_id bigint not null,
    source varchar not null,
    entity varchar not null,
    asked_at timestamp not null,
    claimed bigint not null,
    held bigint not null
);

-- Rows that could not be taken, with the reason; nothing is dropped.
create table lake.quarantine (
    load_id bigint not null,
    source varchar not null,
    entity varchar not null,
    record_id varchar,
    field varchar,
    reason varchar not null,            -- missing | unknown_enum | unknown_unit | foreign_unit | bad_type | bad_id | bad_row
    detail varchar not null,            -- for people; holds no identity
    raw varchar not null,               -- identity redacted
    raw_hash varchar not null,
    first_seen timestamp not null,
    last_seen timestamp not null,
    replayed_load bigint                -- the load that took the row after a fix
);

-- Unknown properties, enum values and topics, types changed: counted per load.
create table lake.drift (
    load_id bigint not null,
    source varchar not null,
    entity varchar not null,
    kind varchar not null,              -- property | enum | topic | type
    name varchar not null,
    value varchar not null,
    seen bigint not null
);

-- ===== lake: records; a change ends the old row and adds a new one =====

create table lake.receptions (
    source varchar not null, id varchar not null,
    load_from bigint not null, load_to bigint, payload_hash varchar not null, deleted boolean not null,
    updated_at timestamp not null, unit_code varchar,
    registered_at timestamp, registration varchar, mode varchar, level varchar, official_id varchar,
    arrived_at timestamp, started_at timestamp, ended_at timestamp,
    citizen varchar,                    -- 'f:' + keyed hash of the FIN, or 'k:SOURCE:' + keyed hash of the unit's own key
    citizen_region varchar, topic varchar, kind varchar, complaint_about varchar, collective boolean,
    outcome varchar, referred_to varchar, referred_on date,
    note varchar, note_redactions integer not null,
    rating integer, appeal_handed_at timestamp, appeal_registered_at timestamp, appeal_number varchar
);

create table lake.assignments (
    source varchar not null, id varchar not null,
    load_from bigint not null, load_to bigint, payload_hash varchar not null, deleted boolean not null,
    updated_at timestamp not null, unit_code varchar,
    reception_id varchar, executor_unit varchar, issued_by varchar, issued_on date, due_on date,
    term varchar, status varchar, completed_on date, result varchar, result_redactions integer not null, replied_on date,
    extensions struct(extended_on date, "from" date, "to" date, reason varchar)[]
);

create table lake.appointments (
    source varchar not null, id varchar not null,
    load_from bigint not null, load_to bigint, payload_hash varchar not null, deleted boolean not null,
    updated_at timestamp not null, unit_code varchar,
    official_id varchar, date date, starts varchar, ends varchar, place varchar, status varchar, reason varchar
);

create table lake.officials (
    source varchar not null, id varchar not null,
    load_from bigint not null, load_to bigint, payload_hash varchar not null, deleted boolean not null,
    updated_at timestamp not null, unit_code varchar,
    full_name varchar, post varchar, level varchar, active_from date, active_to date
);

create table lake.unit_reports (
    source varchar not null, id varchar not null,
    load_from bigint not null, load_to bigint, payload_hash varchar not null, deleted boolean not null,
    updated_at timestamp not null, unit_code varchar,
    period varchar, submitted_at timestamp,
    receptions bigint, receptions_subsystem bigint, assignments_issued bigint, assignments_done bigint,
    assignments_overdue bigint, repeat bigint, written_appeals bigint,
    by_outcome varchar, by_topic varchar   -- JSON objects name → count
);

-- ===== lake: reference tables, replaced as a whole when the configuration's tables change =====

-- SHA-256 over the tables below: they are loaded again only when it changes.
create table lake.reference_state (hash varchar not null);

create table lake.units (
    code varchar not null, parent varchar, kind varchar not null, name_az varchar not null, name_en varchar not null,
    region varchar, week varchar not null,                 -- '5' | '6'
    source varchar, active_from date, active_to date, successor varchar,
    agency varchar,                                        -- the ancestor just below the ministry (itself, for an agency)
    position integer not null                              -- order of the units table
);
-- Every pair (ancestor, unit) with ancestor = unit at depth 0.
create table lake.unit_tree (ancestor varchar not null, unit varchar not null, depth integer not null);
create table lake.topics (code varchar not null, name_az varchar not null, name_en varchar not null,
    topic_group varchar, position integer not null);
create table lake.regions (code varchar not null, name_az varchar not null, kind varchar, economic_region varchar,
    economic_region_az varchar, lon double, lat double);
-- Every day × week type. `ordinal` counts the working days up to and including the day, so that N working days after D
-- is the working day whose ordinal is D's + N. `next_working` is the day itself when it is one.
create table lake.calendar_days (day date not null, week varchar not null, is_working boolean not null,
    ordinal integer not null, next_working date not null, is_covered boolean not null);

-- ===== lake: results =====

create table lake.check_runs (
    run_id bigint not null, period varchar not null, period_from date not null, period_to date not null,
    as_of timestamp not null, load_id bigint not null,     -- records as of this load
    scope varchar not null,                                -- '*' or a unit (audits)
    versions varchar not null,                             -- SHA-256 over the queries and thresholds used
    created_at timestamp not null
);
create table lake.check_results (
    run_id bigint not null, check_id varchar not null, unit varchar not null,
    state varchar not null,                                -- pass | fail | not_evaluable
    reason varchar,                                        -- not_provided | no_records | too_few | too_little_history | feed_stale
    measured double, threshold double, violations bigint not null, population bigint not null
);
create table lake.violations (
    run_id bigint not null, check_id varchar not null, unit varchar not null, subject_kind varchar not null,
    subject_id varchar not null, source varchar, measured double, threshold double, evidence varchar not null -- JSON
);
create table lake.score_runs (
    run_id bigint not null, period varchar not null, as_of timestamp not null, load_id bigint not null,
    model varchar not null, created_at timestamp not null,
    body varchar not null                                  -- the whole outcome as JSON, for comparing periods
);
create table lake.scores (
    run_id bigint not null, unit varchar not null, scope varchar not null,   -- own | pooled
    index_value double, low double, high double, rank integer, rank_low integer, rank_high integer, band varchar,
    change double, verdict varchar,                        -- better | worse | within_noise
    dimensions varchar not null, indicators varchar not null, debts varchar not null, contributions varchar not null -- JSON
);
-- Frozen datasets of reports.
create table lake.datasets (
    dataset_id varchar not null,                           -- SHA-256 of the body
    kind varchar not null, period varchar not null, unit varchar, language varchar not null,
    as_of timestamp not null, load_id bigint not null, snapshot_hash varchar not null,
    body varchar not null, manifest varchar not null, created_at timestamp not null
);

-- ===== state =====

create table state.job_runs (
    run_id bigint primary key, job varchar not null, work_key varchar not null,   -- (job, period, edition)
    due_at timestamp not null, fired_by varchar not null,  -- schedule | catch-up | person:LOGIN | cli
    started_at timestamp not null, heartbeat_at timestamp not null, ended_at timestamp,
    outcome varchar not null,                              -- running | done | partial | failed | crashed | skipped | cancelled
    error varchar
);
create table state.job_steps (
    run_id bigint not null, position integer not null, name varchar not null, started_at timestamp not null,
    ended_at timestamp, row_count bigint, detail varchar, primary key (run_id, position)
);
create table state.editions (
    edition_id varchar primary key,                        -- kind/period/unit/language/edition
    kind varchar not null, period varchar not null, unit varchar not null, language varchar not null,
    edition integer not null,                              -- 0 = draft
    number varchar, status varchar not null,               -- draft | waiting | issued | replaced
    dataset_id varchar not null, pdf_path varchar not null, pdf_sha256 varchar not null, pages integer not null,
    as_of timestamp not null, created_at timestamp not null, issued_at timestamp, approver varchar
);
create table state.findings (
    fingerprint varchar primary key, check_id varchar not null, unit varchar not null, period varchar not null,
    subject varchar not null, severity varchar not null, status varchar not null,
    first_seen timestamp not null, last_seen timestamp not null, occurrences bigint not null, violations bigint not null,
    deadline date, closed_at timestamp
);
create table state.finding_log (
    fingerprint varchar not null, position integer not null, happened_at timestamp not null, who varchar not null,
    from_status varchar not null, to_status varchar not null, why varchar not null, primary key (fingerprint, position)
);
create table state.users (
    login varchar primary key, role varchar not null, unit varchar not null, email varchar, language varchar not null,
    password_hash varchar not null, must_change boolean not null, disabled boolean not null,
    created_at timestamp not null, last_login_at timestamp, failed_logins integer not null, locked_until timestamp
);
create table state.sessions (
    token_hash varchar primary key, login varchar not null, csrf varchar not null, created_at timestamp not null,
    seen_at timestamp not null, expires_at timestamp not null, address varchar not null
);
create table state.access_log (
    position bigint primary key, happened_at timestamp not null, login varchar not null, address varchar not null,
    action varchar not null, object varchar not null, previous_hash varchar not null, hash varchar not null
);
create table state.settings (name varchar primary key, value varchar not null);
