-- The last extension counts, but only one granted by the as-of's day.
insert into given.assignments (id, due_on, extensions) values
    ('extended', '2026-09-15', [{'extended_on': '2026-09-14', 'from': '2026-09-15', 'to': '2026-10-20', 'reason': null}]),
    ('again', '2026-09-15', [
        {'extended_on': '2026-09-14', 'from': '2026-09-15', 'to': '2026-09-25', 'reason': null},
        {'extended_on': '2026-10-08', 'from': '2026-09-25', 'to': '2026-10-20', 'reason': null}
    ]),
    ('too_late', '2026-09-15', [
        {'extended_on': '2026-09-14', 'from': '2026-09-15', 'to': '2026-09-25', 'reason': null},
        {'extended_on': '2026-10-09', 'from': '2026-09-25', 'to': '2026-10-20', 'reason': null}
    ]);
