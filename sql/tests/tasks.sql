-- Tasks for staff: one a booking and kind, closed by somebody.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

PREPARE opening AS INSERT INTO tasks (office_id, id, kind, booking_id, note) VALUES ($1, $2, $3, $4, $5);
SELECT refused(format('EXECUTE opening(9001, %L, %L, %L, NULL)', uuid_of('t1'), 'party', uuid_of('booking')),
  'tasks_kind_is_known');
SELECT refused(format('EXECUTE opening(9001, %L, %L, NULL, NULL)', uuid_of('t1'), 'not_closed'),
  'tasks_made_by_rule_have_a_booking');
SELECT lives_ok(format('EXECUTE opening(9001, %L, %L, NULL, NULL)', gen_random_uuid(), 'terms_changed'),
  'terms change for nobody in particular, and again')
FROM generate_series(1, 2);
SELECT refused(format('EXECUTE opening(9001, %L, %L, NULL, %L)', uuid_of('t1'), 'other', note), 'tasks_made_by_hand_say_what')
FROM (VALUES (''), (NULL)) AS said (note);
SELECT refused(format('EXECUTE opening(9001, %L, %L, NULL, %L)', uuid_of('t1'), 'other', repeat('あ', 2001)),
  'tasks_note_length');
SELECT refused(format('EXECUTE opening(9001, %L, %L, %L, NULL)', uuid_of('t1'), 'name_differs', uuid_of('booking')),
  'tasks_one_a_kind');
SELECT lives_ok(format('EXECUTE opening(9001, %L, %L, %L, %L)', gen_random_uuid(), 'other', uuid_of('booking'), note),
  'by hand any number about a booking')
FROM (VALUES ('電話する'), ('折り返す')) AS said (note);
SELECT refused(format('EXECUTE opening(9001, %L, %L, %L, NULL)', uuid_of('task'), 'not_closed', uuid_of('booking')),
  'tasks_pkey');
SELECT refused(format('EXECUTE opening(9001, %L, %L, %L, NULL)', uuid_of('t1'), 'not_closed', uuid_of('stranger')),
  'tasks_booking_fkey');
SELECT refused($$INSERT INTO tasks (office_id, id, kind) VALUES (9001, uuid_of('t1'), 'disclosure_due')$$,
  'tasks_disclosure_due_names_one');
SELECT refused($$INSERT INTO tasks (office_id, id, kind, note, disclosure_id)
    VALUES (9001, uuid_of('t1'), 'other', '電話する', uuid_of('disclosure'))$$, 'tasks_disclosure_due_names_one');
SELECT refused($$INSERT INTO tasks (office_id, id, kind, disclosure_id)
    VALUES (9001, uuid_of('t1'), 'disclosure_due', uuid_of('stranger'))$$, 'tasks_disclosure_fkey');
SELECT refused($$INSERT INTO tasks (office_id, id, kind, disclosure_id)
    VALUES (9001, uuid_of('t1'), 'disclosure_due', uuid_of('disclosure')),
      (9001, uuid_of('t2'), 'disclosure_due', uuid_of('disclosure'))$$, 'tasks_one_a_disclosure');
SELECT enter(9001, '2026-01-05 10:00+09', 'clock');
SELECT lives_ok(format('EXECUTE opening(9001, %L, %L, %L, NULL)', uuid_of('t1'), 'not_closed', uuid_of('booking')),
  'a rule opens a task');
SELECT row_eq(format('SELECT created_at, created_by FROM tasks WHERE id = %L', uuid_of('t1')),
  ROW('2026-01-05 10:00+09'::timestamptz, 'clock'::text), 'enter() says who opened it and when');
SELECT refused('UPDATE tasks SET closed_at = app_now()', 'tasks_closing_is_whole');
SELECT touches('UPDATE tasks SET closed_at = app_now(), closed_by = app_actor()', 6, 'a task is closed by somebody');
SELECT forbidden('UPDATE tasks SET created_by = ''nobody''', 'who opened it stays');
SELECT forbidden('DELETE FROM tasks', 'a task stays');

-- one made by hand leads to its office by itself
SELECT enter(9999, '2026-01-05 09:00+09', 'test');
SELECT refused(format('EXECUTE opening(9999, %L, %L, NULL, %L)', uuid_of('t1'), 'other', '電話する'), 'tasks_office_fkey');

SELECT * FROM finish();
ROLLBACK;
