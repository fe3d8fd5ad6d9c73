-- Room reservations, absences, maintenances: what a row may look like, and who may write which column.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_owner;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

-- The seed's reservation lasts from 16:00 to 17:00 on the 9th, its absence from the 8th, 8:30, to the 9th, 17:15, and
-- its maintenance is of a room, from 9:00 to 10:00 on the 6th.
SELECT refused(a_copy_of('room_reservations', jsonb_build_object('purpose', purpose)), 'room_reservations_purpose_length')
FROM (VALUES (''), (repeat('あ', 201))) AS said (purpose);
SELECT lives_ok(a_copy_of('room_reservations', jsonb_build_object('id', uuid_of('r1'), 'purpose', repeat('あ', 200))),
  '200 characters are allowed');
SELECT refused(a_copy_of('room_reservations', '{"ends_at": "2026-01-09 16:00+09"}'), 'room_reservations_end_after_start');
SELECT refused(a_copy_of('room_reservations', '{"ends_at": "2026-01-10 16:00:00.000001+09"}'),
  'room_reservations_last_a_day_at_most');
SELECT lives_ok(a_copy_of('room_reservations', jsonb_build_object('id', uuid_of('r2'), 'ends_at', '2026-01-10 16:00+09')),
  'a room may be reserved for 24 hours');
SELECT refused(a_copy_of('room_reservations', jsonb_build_object('id', uuid_of('r3'), 'room_id', uuid_of('stranger'))),
  'room_reservations_room_fkey');

SELECT refused(a_copy_of('absences', jsonb_build_object('id', uuid_of('a1'), 'counselor_id', uuid_of('stranger'))),
  'absences_counselor_fkey');
SELECT refused(a_copy_of(relation, jsonb_build_object('reason', reason)), relation || '_reason_length')
FROM unnest(ARRAY['absences', 'maintenances']) AS relation
  CROSS JOIN (VALUES (''), (repeat('あ', 2001))) AS said (reason);
SELECT refused(a_copy_of(relation, '{"ends_at": "2026-01-06 09:00+09"}'), relation || '_end_after_start')
FROM unnest(ARRAY['absences', 'maintenances']) AS relation;
SELECT refused(a_copy_of(relation, '{"starts_at": "2026-01-06 09:00+09", "ends_at": "2027-01-07 09:00:00.000001+09"}'),
  relation || '_last_a_year_at_most')
FROM unnest(ARRAY['absences', 'maintenances']) AS relation;
SELECT lives_ok(a_copy_of(relation, jsonb_build_object(
  'id', uuid_of('long'), 'starts_at', '2026-01-06 09:00+09', 'ends_at', '2027-01-07 09:00+09')), '366 days are allowed')
FROM unnest(ARRAY['absences', 'maintenances']) AS relation;

SELECT refused(a_copy_of('maintenances', '{"room_id": null}'), 'maintenances_are_of_one_thing');
SELECT refused(a_copy_of('maintenances', jsonb_build_object('licence_id', uuid_of('licence'))),
  'maintenances_are_of_one_thing');
SELECT refused(a_copy_of('maintenances', jsonb_build_object('id', uuid_of('m1'), 'room_id', uuid_of('stranger'))),
  'maintenances_room_fkey');
SELECT refused(a_copy_of('maintenances',
  jsonb_build_object('id', uuid_of('m1'), 'room_id', NULL, 'licence_id', uuid_of('stranger'))),
  'maintenances_licence_fkey');
-- either leads to the office, which needs no key of its own
SELECT is_empty($$SELECT conname FROM pg_constraint
    WHERE conrelid = 'maintenances'::regclass AND confrelid = 'offices'::regclass$$, 'no key of a maintenance says twice');

-- Who entered it, and when, is the database's to say; nothing is deleted.
SET LOCAL ROLE madoguchi_app;
SELECT forbidden(format('UPDATE %s SET created_by = %L', relation, 'nobody'), relation || ': who entered it stays')
FROM unnest(ARRAY['room_reservations', 'absences', 'maintenances']) AS relation;
SELECT forbidden(format('DELETE FROM %s', relation), relation || ': a row stays')
FROM unnest(ARRAY['room_reservations', 'absences', 'maintenances']) AS relation;
INSERT INTO room_reservations (office_id, id, room_id, purpose, starts_at, ends_at)
  VALUES (9001, uuid_of('new'), uuid_of('room'), '会議', '2026-01-13 09:00+09', '2026-01-13 10:00+09');
INSERT INTO absences (office_id, id, counselor_id, starts_at, ends_at, reason)
  VALUES (9001, uuid_of('new'), uuid_of('counselor'), '2026-01-13 09:00+09', '2026-01-13 10:00+09', '会議');
INSERT INTO maintenances (office_id, id, licence_id, starts_at, ends_at, reason)
  VALUES (9001, uuid_of('new'), uuid_of('licence'), '2026-01-13 09:00+09', '2026-01-13 10:00+09', '更新');
SELECT results_eq(format('SELECT created_at, created_by FROM %s WHERE id = uuid_of(%L)', relation, 'new'),
  $$VALUES ('2026-01-05 09:00+09'::timestamptz, 'test')$$, relation || ' is filled from enter()')
FROM unnest(ARRAY['room_reservations', 'absences', 'maintenances']) AS relation;
SELECT enter(9002, '2026-01-05 09:00+09', 'test');
SELECT is_empty($$SELECT FROM unavailabilities WHERE id = uuid_of('new')$$, 'another office does not see it');

SELECT * FROM finish();
ROLLBACK;
