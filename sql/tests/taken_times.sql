-- What is taken: allocations, and absences and maintenances even where they have no allocation.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

-- The absence of the seed lasts a day and a bit, and comes in two pieces of which none is longer than a day.
SELECT results_eq(
  $$SELECT kind, starts_at, upper(during) FROM taken_times WHERE counselor_id = uuid_of('counselor 2') ORDER BY 2$$,
  $$VALUES ('absence', '2026-01-08 08:30+09'::timestamptz, '2026-01-09 08:30+09'::timestamptz),
    ('absence', '2026-01-09 08:30+09', '2026-01-09 17:15+09')$$,
  'an absence is taken although nothing is allocated, in pieces of a day');
SELECT results_eq(
  $$SELECT id, cause_id FROM taken_times WHERE room_id = uuid_of('room') ORDER BY 1$$,
  $$SELECT * FROM (VALUES (uuid_of('allocation'), uuid_of('maintenance')), (uuid_of('maintenance'), uuid_of('maintenance')))
    AS t (id, cause) ORDER BY 1$$,
  'a maintenance is there twice: itself and its allocation');
SELECT bag_eq($$SELECT kind, id, name FROM unavailabilities$$,
  $$VALUES ('absence', uuid_of('absence'), '鈴木'), ('maintenance', uuid_of('maintenance'), '個室1')$$,
  'both are read alike');

SELECT enter(9001, '2026-01-09 17:15+09', 'test');
SELECT is_empty($$SELECT FROM taken_times WHERE kind = 'absence'$$, 'what is over takes nothing');
SELECT isnt_empty($$SELECT FROM unavailabilities WHERE kind = 'absence'$$, 'and can still be read');

SELECT enter(9001, '2026-01-05 09:00+09', 'test');
UPDATE absences SET dropped_at = app_now();
UPDATE maintenances SET dropped_at = app_now();
SELECT is_empty($$SELECT FROM unavailabilities$$, 'what was dropped is gone');
SELECT bag_eq($$SELECT id FROM taken_times$$, $$VALUES (uuid_of('allocation'))$$, 'and takes nothing');

SELECT * FROM finish();
ROLLBACK;
