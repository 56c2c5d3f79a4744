insert into given.unit_reports (id, unit_code, submitted_at) values
    ('in_time', 'ONE-A', '2026-10-07 23:59:59'), ('midnight', 'ONE-B', '2026-10-08 00:00:00'),
    ('late', 'ONE-C', '2026-10-08 00:00:01'),
    -- Two reports: the first counts.
    ('first', 'ONE-D', '2026-10-02 10:00:00'), ('second', 'ONE-D', '2026-10-08 08:00:00');
insert into given.unit_reports (id, unit_code, period, submitted_at) values
    ('quarter', 'ONE-E', '2026-Q3', '2026-10-02 10:00:00'), ('august', 'ONE-F', '2026-08', '2026-10-02 10:00:00');
