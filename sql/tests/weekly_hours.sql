-- The windows of a week: whole minutes of one day, and never two at once.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_owner;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

-- The seed's row is Monday, 08:30 to 17:15, always.
SELECT refused(a_copy_of('weekly_hours', '{"weekday": 0}'), 'weekly_hours_weekday_is_iso');
SELECT refused(a_copy_of('weekly_hours', '{"weekday": 8}'), 'weekly_hours_weekday_is_iso');
SELECT refused(a_copy_of('weekly_hours', '{"opens": -1}'), 'weekly_hours_window_is_ordered');
SELECT refused(a_copy_of('weekly_hours', '{"closes": 1441}'), 'weekly_hours_window_is_ordered');
SELECT refused(a_copy_of('weekly_hours', '{"opens": 600, "closes": 600}'), 'weekly_hours_window_is_ordered');
SELECT refused(a_copy_of('weekly_hours', '{"valid_from": "2026-01-01", "valid_until": "2026-01-01"}'),
  'weekly_hours_validity_is_ordered');

SELECT refused(a_copy_of('weekly_hours', '{"opens": 500, "closes": 511}'), 'weekly_hours_never_overlap');
SELECT refused(a_copy_of('weekly_hours', '{"opens": 1034, "closes": 1100, "valid_from": "2030-01-01"}'),
  'weekly_hours_never_overlap');
SELECT lives_ok(a_copy_of('weekly_hours', '{"opens": 1035, "closes": 1440}'), 'windows may touch');
SELECT lives_ok(a_copy_of('weekly_hours', '{"weekday": 2}'), 'another weekday has its own');
SELECT lives_ok(a_copy_of('weekly_hours', '{"weekday": 3, "valid_until": "2026-04-01"}'), 'hours until April');
SELECT lives_ok(a_copy_of('weekly_hours', '{"weekday": 3, "valid_from": "2026-04-01"}'), 'other hours from April on');
SELECT refused(a_copy_of('weekly_hours',
    '{"weekday": 3, "opens": 511, "valid_from": "2026-03-31", "valid_until": "2026-04-01"}'),
  'weekly_hours_never_overlap');

SET LOCAL ROLE madoguchi_app;
SELECT isnt_empty('SELECT * FROM weekly_hours', 'the service reads the hours');
SELECT forbidden('UPDATE weekly_hours SET closes = closes', 'the service does not change the hours');
SELECT forbidden('DELETE FROM weekly_hours', 'the service does not delete hours');

SELECT * FROM finish();
ROLLBACK;
