insert into given.assignments (id, executor_unit, issued_on, due_on, extensions) values
    ('none', 'ONE-A', '2026-09-01', '2026-09-22', []),
    ('once', 'ONE-A', '2026-09-01', '2026-09-22', [{'extended_on': '2026-09-22', 'from': '2026-09-22', 'to': '2026-10-01', 'reason': 'x'}]),
    ('twice', 'ONE-B', '2026-09-01', '2026-09-22', [
        {'extended_on': '2026-09-20', 'from': '2026-09-22', 'to': '2026-10-01', 'reason': 'x'},
        {'extended_on': '2026-09-30', 'from': '2026-10-01', 'to': '2026-10-09', 'reason': 'x'}
    ]),
    -- The second is granted after the as-of (8 October).
    ('second_later', 'ONE-C', '2026-09-01', '2026-09-22', [
        {'extended_on': '2026-09-20', 'from': '2026-09-22', 'to': '2026-10-01', 'reason': 'x'},
        {'extended_on': '2026-10-09', 'from': '2026-10-01', 'to': '2026-10-20', 'reason': 'x'}
    ]),
    -- Due on Saturday the 12th, moved to Monday the 14th: granted on that day, and on the next.
    ('in_force', 'ONE-D', '2026-09-01', '2026-09-12', [{'extended_on': '2026-09-14', 'from': '2026-09-12', 'to': '2026-09-30', 'reason': 'x'}]),
    ('after', 'ONE-E', '2026-09-01', '2026-09-12', [{'extended_on': '2026-09-15', 'from': '2026-09-12', 'to': '2026-09-30', 'reason': 'x'}]),
    -- 30 working days after 2 March are 23 April.
    ('thirty', 'ONE-F', '2026-09-01', '2026-09-01', [{'extended_on': '2026-09-01', 'from': '2026-09-01', 'to': '2026-10-13', 'reason': 'x'}]),
    ('thirty_one', 'ONE-SIX', '2026-09-01', '2026-09-01', [{'extended_on': '2026-09-01', 'from': '2026-09-01', 'to': '2026-10-07', 'reason': 'x'}]);
