-- Answered in July, back in August and in September: the first return counts, in August. The August answer has its own.
insert into given.receptions (id, citizen, outcome, started_at) values
    ('july', 'f:1', 'explained', '2026-07-20 10:00:00'), ('august', 'f:1', 'explained', '2026-08-20 10:00:00'),
    ('september', 'f:1', 'assigned', '2026-09-20 10:00:00'), ('september_too', 'f:1', 'assigned', '2026-09-25 10:00:00');
