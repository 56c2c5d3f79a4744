-- 15 working days after 2 March 2026 end on 2 April (Novruz between), 30 on 23 April, 20 on 9 April.
insert into given.assignments (id, unit_code, executor_unit, term, issued_on, due_on) values
    ('ordinary', 'ONE-A', 'ONE-B', 'ordinary', '2026-03-02', '2026-04-02'),
    ('ordinary_over', 'ONE-A', 'ONE-B', 'ordinary', '2026-03-02', '2026-04-03'),
    ('study', 'ONE-C', 'ONE-C', 'study', '2026-03-02', '2026-04-23'),
    ('study_over', 'ONE-C', 'ONE-C', 'study', '2026-03-02', '2026-04-24'),
    ('corruption', 'ONE-D', 'ONE-D', 'corruption', '2026-03-02', '2026-04-09'),
    ('corruption_over', 'ONE-D', 'ONE-D', 'corruption', '2026-03-02', '2026-04-10'),
    ('undated', 'ONE-E', 'ONE-E', 'ordinary', '2026-03-02', null);
