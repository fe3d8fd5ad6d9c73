-- What happened, for ever: written once, by whom and when the database knows.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_owner;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

SELECT refused(a_copy_of('booking_events', '{"kind": "dreamt"}'), 'booking_events_kind_is_known');
SELECT refused(a_copy_of('booking_events', '{"occurred_at": "2026-01-05 09:00:00.000001+09"}'),
  'booking_events_are_not_of_the_future');
SELECT refused(a_copy_of('booking_events', jsonb_build_object('reason', repeat('理', 2001))),
  'booking_events_reason_length');
SELECT refused(a_copy_of('booking_events', jsonb_build_object('override_reason', repeat('理', 2001))),
  'booking_events_override_reason_length');
SELECT refused(a_copy_of('booking_events', '{"data": []}'), 'booking_events_data_is_an_object');
SELECT refused(a_copy_of('booking_events', jsonb_build_object('booking_id', uuid_of('stranger'))),
  'booking_events_booking_fkey');

-- not even the owner, not even without changing a thing
SELECT refused('UPDATE booking_events SET reason = reason', 'booking_events_are_immutable');
SELECT refused('DELETE FROM booking_events', 'booking_events_are_immutable');

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-06 09:00+09', 'counselor:佐藤');
SELECT lives_ok($$
    INSERT INTO booking_events (office_id, booking_id, version, kind, from_status, to_status, occurred_at)
    VALUES (9001, uuid_of('booking'), 2, 'lapsed', 'offered', 'lapsed', '2026-01-05 23:00+09')$$,
  'the service writes down later what came to pass before');
SELECT row_eq('SELECT recorded_at, actor, data FROM booking_events WHERE version = 2',
  ROW('2026-01-06 09:00+09'::timestamptz, 'counselor:佐藤'::text, '{}'::jsonb), 'enter() says who recorded it and when');
SELECT forbidden(
  format(
    'INSERT INTO booking_events (office_id, booking_id, version, kind, to_status, occurred_at, %I)
     VALUES (9001, uuid_of(''booking''), 3, ''offered'', ''offered'', app_now(), %L)', answer, forged),
  'nobody says otherwise about ' || answer)
FROM (VALUES ('actor', 'somebody else'), ('recorded_at', '2026-01-01 00:00+09')) AS t (answer, forged);
SELECT forbidden('UPDATE booking_events SET reason = reason', 'the service changes no event');
SELECT forbidden('DELETE FROM booking_events', 'the service deletes no event');
SET LOCAL ROLE madoguchi_maintenance;
SELECT forbidden('DELETE FROM booking_events', 'retention deletes no event');
SELECT forbidden('UPDATE booking_events SET reason = NULL', 'retention writes no reason: see retention.sql');

SELECT * FROM finish();
ROLLBACK;
