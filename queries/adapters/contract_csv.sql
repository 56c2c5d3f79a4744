-- CSV files in the contract's own columns, with a head line; comma, semicolon or tab are found out.
-- Every cell comes as text, so that nothing is guessed: the decoder judges it. `extensions` and `figures` hold JSON.
--
-- makes: receptions, assignments, appointments, officials, unit-reports

-- entity: receptions
-- files: receptions*.csv, receptions*.csv.gz
select * from read_csv(getvariable('file'), header = true, all_varchar = true);

-- entity: assignments
-- files: assignments*.csv, assignments*.csv.gz
select * from read_csv(getvariable('file'), header = true, all_varchar = true);

-- entity: appointments
-- files: appointments*.csv, appointments*.csv.gz
select * from read_csv(getvariable('file'), header = true, all_varchar = true);

-- entity: officials
-- files: officials*.csv, officials*.csv.gz
select * from read_csv(getvariable('file'), header = true, all_varchar = true);

-- entity: unit-reports
-- files: unit-reports*.csv, unit-reports*.csv.gz
select * from read_csv(getvariable('file'), header = true, all_varchar = true);
