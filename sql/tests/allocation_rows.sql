-- What a row of allocations may look like at all.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

-- The seed's row is an hour of maintenance in a room, on 6 January at nine.
SELECT lives_ok(a_copy_of('allocations', '{"id": "00000000-0000-0000-0000-000000000001",
  "during": "[2026-01-07 09:00+09, 2026-01-08 09:00+09)", "starts_at": "2026-01-07 09:00+09"}'), '24 hours are allowed');
SELECT refused(a_copy_of('allocations', '{"during": "[2026-01-06 09:00+09, 2026-01-07 09:00:00.000001+09)"}'),
  'allocations_last_a_day_at_most');
SELECT refused(a_copy_of('allocations', '{"during": "[2026-01-06 09:00+09, 2026-01-06 10:00+09]"}'),
  'allocations_last_a_day_at_most');
SELECT refused(a_copy_of('allocations', '{"during": "[2026-01-06 09:00+09,)"}'), 'allocations_are_bounded');
SELECT refused(a_copy_of('allocations', '{"during": "(,2026-01-06 09:00+09)"}'), 'allocations_are_bounded');
SELECT refused(a_copy_of('allocations', '{"during": "empty"}'), 'allocations_are_bounded');
SELECT refused(a_copy_of('allocations', '{"starts_at": "2026-01-06 09:01+09"}'), 'allocations_starts_at_matches');
SELECT refused(a_copy_of('allocations', '{"kind": "party"}'), 'allocations_kind_is_known');
SELECT refused(a_copy_of('allocations', '{"room_id": null}'), 'allocations_take_something');

-- A hold or a session belongs to a booking and takes all four; nothing else does.
SELECT refused(a_copy_of('allocations', '{"kind": "session"}'), 'allocations_bookings_are_whole');
SELECT refused(a_copy_of('allocations', jsonb_build_object('kind', 'session', 'booking_id', uuid_of('booking'))),
  'allocations_bookings_are_whole');
SELECT refused(a_copy_of('allocations', jsonb_build_object('booking_id', uuid_of('booking'))),
  'allocations_bookings_are_whole');

-- Whatever has no booking has a cause, and nothing has both.
SELECT refused(a_copy_of('allocations', '{"cause_id": null}'), 'allocations_have_a_cause');

SELECT refused(a_copy_of('allocations', '{"expires_at": "2026-01-06 09:00+09"}'), 'allocations_only_holds_expire');
CREATE TEMPORARY TABLE whole AS SELECT jsonb_build_object(
  'id', uuid_of('hold'), 'kind', 'hold', 'booking_id', uuid_of('booking'), 'counselor_id', uuid_of('counselor'),
  'room_id', uuid_of('room 2'), 'licence_id', uuid_of('licence'), 'seeker_id', uuid_of('seeker'),
  'expires_at', '2026-01-08 00:00+09', 'cause_id', NULL) AS hold;
SELECT lives_ok(a_copy_of('allocations', hold), 'a whole hold') FROM whole;
SELECT refused(a_copy_of('allocations', hold || '{"expires_at": null}'), 'allocations_only_holds_expire') FROM whole;
SELECT refused(a_copy_of('allocations', hold || jsonb_build_object('cause_id', uuid_of('maintenance'))),
  'allocations_have_a_cause') FROM whole;
SELECT refused(a_copy_of('allocations', hold), 'allocations_pkey') FROM whole;

-- What is taken exists in this office; the hold moves to another hour, so that nothing else is in its way.
UPDATE whole SET hold = hold || '{"id": "00000000-0000-0000-0000-000000000002", "starts_at": "2026-01-09 09:00+09",
  "during": "[2026-01-09 09:00+09, 2026-01-09 10:00+09)"}';
SELECT refused(
  a_copy_of('allocations', hold || jsonb_build_object(who || '_id', uuid_of('stranger'))), 'allocations_' || who || '_fkey')
FROM whole CROSS JOIN unnest(ARRAY['counselor', 'room', 'licence', 'seeker', 'booking']) AS who;

SELECT * FROM finish();
ROLLBACK;
