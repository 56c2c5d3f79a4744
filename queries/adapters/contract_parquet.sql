-- Parquet files in the contract's own columns; times without a zone are local times.
--
-- makes: receptions, assignments, appointments, officials, unit-reports

-- entity: receptions
-- files: receptions*.parquet
select * from read_parquet(getvariable('file'));

-- entity: assignments
-- files: assignments*.parquet
select * from read_parquet(getvariable('file'));

-- entity: appointments
-- files: appointments*.parquet
select * from read_parquet(getvariable('file'));

-- entity: officials
-- files: officials*.parquet
select * from read_parquet(getvariable('file'));

-- entity: unit-reports
-- files: unit-reports*.parquet
select * from read_parquet(getvariable('file'));
