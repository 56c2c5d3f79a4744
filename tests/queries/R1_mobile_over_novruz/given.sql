-- 20 and 23 to 27 March and the 30th are holidays: the next working day after the 19th is the 31st.
insert into given.receptions (id, mode, started_at, registered_at) values
    ('in_time', 'mobile', '2026-03-19 12:00:00', '2026-03-31 18:00:00'),
    ('late', 'mobile', '2026-03-19 12:00:00', '2026-04-01 00:00:01');
