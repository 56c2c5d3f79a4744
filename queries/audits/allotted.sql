-- audit: allotted
-- grain: one row a stratum with the number of records to draw; official_id null = all officials without a row of their own
create or replace temp table audit_allotted (
    stratum integer,
    entity varchar,
    outcome varchar,
    official_source varchar,
    official_id varchar,
    sampled bigint
);
