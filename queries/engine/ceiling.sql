-- engine: ceiling
-- What the database alone needs for the same bytes: parse and append, no history, no hash, no redaction.
-- Parameter: folder, with one file an entity.
create or replace temp table plain_receptions as
select *
from read_json(
    getvariable('folder') || '/receptions.ndjson', format = 'newline_delimited',
    columns = {
        id: 'varchar', unit_code: 'varchar', updated_at: 'timestamptz', deleted: 'boolean',
        registered_at: 'timestamptz', registration: 'varchar', mode: 'varchar', level: 'varchar',
        official_id: 'varchar', arrived_at: 'timestamptz', started_at: 'timestamptz', ended_at: 'timestamptz',
        fin: 'varchar', citizen_key: 'varchar', citizen_region: 'varchar', topic: 'varchar', kind: 'varchar',
        complaint_about: 'varchar', collective: 'boolean', outcome: 'varchar', referred_to: 'varchar',
        referred_on: 'date', note: 'varchar', rating: 'integer', appeal_handed_at: 'timestamptz',
        appeal_registered_at: 'timestamptz', appeal_number: 'varchar'
    }
);

create or replace temp table plain_assignments as
select *
from read_json(
    getvariable('folder') || '/assignments.ndjson', format = 'newline_delimited',
    columns = {
        id: 'varchar', unit_code: 'varchar', updated_at: 'timestamptz', deleted: 'boolean', reception_id: 'varchar',
        executor_unit: 'varchar', issued_by: 'varchar', issued_on: 'date', due_on: 'date', term: 'varchar',
        status: 'varchar', completed_on: 'date', result: 'varchar', replied_on: 'date',
        extensions: 'struct(extended_on date, "from" date, "to" date, reason varchar)[]'
    }
);

create or replace temp table plain_appointments as
select *
from read_json(
    getvariable('folder') || '/appointments.ndjson', format = 'newline_delimited',
    columns = {
        id: 'varchar', unit_code: 'varchar', updated_at: 'timestamptz', deleted: 'boolean', official_id: 'varchar',
        date: 'date', starts: 'varchar', ends: 'varchar', place: 'varchar', status: 'varchar', reason: 'varchar'
    }
);

create or replace temp table plain_officials as
select *
from read_json(
    getvariable('folder') || '/officials.ndjson', format = 'newline_delimited',
    columns = {
        id: 'varchar', unit_code: 'varchar', updated_at: 'timestamptz', deleted: 'boolean', full_name: 'varchar',
        post: 'varchar', level: 'varchar', active_from: 'date', active_to: 'date'
    }
);

create or replace temp table plain_unit_reports as
select *
from read_json(
    getvariable('folder') || '/unit_reports.ndjson', format = 'newline_delimited',
    columns = {
        id: 'varchar', unit_code: 'varchar', updated_at: 'timestamptz', deleted: 'boolean', period: 'varchar',
        submitted_at: 'timestamptz', figures: 'json'
    }
);
