-- Registered in September with a start of next year: September's matter, though its day is another's. The end of the
-- pull (8 October 02:10) is not after it.
insert into given.receptions (id, unit_code, started_at, registered_at, ended_at) values
    ('next_year', 'ONE-A', '2027-09-09 10:00:00', '2026-09-09 10:05:00', '1900-01-01'),
    ('at_the_pull', 'ONE-B', '2026-09-09 10:00:00', '1900-01-01', '1900-01-01'),
    ('handed_later', 'ONE-C', '2026-09-30 10:00:00', '1900-01-01', '1900-01-01');
update given.receptions set appeal_handed_at = '2026-10-08 02:10:00' where id = 'at_the_pull';
update given.receptions set appeal_handed_at = '2026-10-08 02:10:01' where id = 'handed_later';
