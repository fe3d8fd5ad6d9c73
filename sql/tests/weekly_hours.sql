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

-- The seed's row once more with an id of its own, whatever rows there are by then.
CREATE FUNCTION pg_temp.more_hours(changed jsonb) RETURNS text
  LANGUAGE sql
  AS $$ SELECT a_copy_of('weekly_hours',
    '{"weekday": 1, "opens": 510, "closes": 1035, "valid_from": "1955-01-01", "valid_until": null, "retired_at": null}'::jsonb
      || jsonb_build_object('id', gen_random_uuid()) || changed) $$;

SELECT refused(a_copy_of('weekly_hours', '{"weekday": 2}'), 'weekly_hours_pkey');
SELECT refused(pg_temp.more_hours('{"opens": 500, "closes": 511}'), 'weekly_hours_never_overlap');
SELECT refused(pg_temp.more_hours('{"opens": 1034, "closes": 1100, "valid_from": "2030-01-01"}'),
  'weekly_hours_never_overlap');
SELECT lives_ok(pg_temp.more_hours('{"opens": 1035, "closes": 1440}'), 'windows may touch');
SELECT lives_ok(pg_temp.more_hours('{"weekday": 2}'), 'another weekday has its own');
SELECT lives_ok(pg_temp.more_hours('{"weekday": 3, "valid_until": "2026-04-01"}'), 'hours until April');
SELECT lives_ok(pg_temp.more_hours('{"weekday": 3, "valid_from": "2026-04-01"}'), 'other hours from April on');
SELECT refused(pg_temp.more_hours('{"weekday": 3, "opens": 511, "valid_from": "2026-03-31", "valid_until": "2026-04-01"}'),
  'weekly_hours_never_overlap');

SET LOCAL ROLE madoguchi_app;
SELECT isnt_empty('SELECT * FROM weekly_hours', 'the service reads the hours');
SELECT lives_ok(pg_temp.more_hours('{"weekday": 4}'), 'the service adds hours');
SELECT touches('UPDATE weekly_hours SET closes = closes - 1, retired_at = app_now() WHERE weekday = 1', 2,
  'the service changes hours and takes them out of use');
SELECT lives_ok(pg_temp.more_hours('{"weekday": 1}'), 'hours of the past leave room for others');
SELECT forbidden('UPDATE weekly_hours SET id = id', 'hours keep their ids');
SELECT forbidden('DELETE FROM weekly_hours', 'hours are never deleted');

SELECT * FROM finish();
ROLLBACK;
