-- Due on Saturday 12 September: Monday the 14th is in time, Tuesday late; in the six-day unit Monday is late already.
insert into given.assignments (id, executor_unit, status, due_on, completed_on) values
    ('in_time', 'ONE-A', 'done', '2026-09-12', '2026-09-14'),
    ('late', 'ONE-A', 'done', '2026-09-12', '2026-09-15'),
    ('saturday', 'ONE-SIX', 'done', '2026-09-12', '2026-09-12'),
    ('monday', 'ONE-SIX', 'done', '2026-09-12', '2026-09-14'),
    ('no_term', 'ONE-B', 'done', null, '2026-09-14');
