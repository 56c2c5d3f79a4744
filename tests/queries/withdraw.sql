-- Takes a column, or a whole entity, from what the sources offer; where it may be absent, only its hour.
update lake.source_columns set time_precision = 'date'
where entity = getvariable('entity_name') and column_name = getvariable('column_name') and getvariable('is_optional');

delete from lake.source_columns
where
    entity = getvariable('entity_name')
    and not getvariable('is_optional')
    and (
        getvariable('column_name') in ('*', column_name)
        or (getvariable('column_name') = 'citizen' and column_name in ('fin', 'citizen_key', 'citizen'))
    );
