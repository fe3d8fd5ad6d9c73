-- The two views that answers are made of: everything shown about a booking, and its events.
\ir setup/begin.sql
\ir setup/life.sql

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');
PREPARE reading AS
  SELECT status_now, version_now, job_seeker_number, minutes, deadline, counselor_name, room_name,
    licence_name, licence_vendor
  FROM booking_readings WHERE office_id = 9001;
SELECT results_eq('reading',
  $$VALUES ('received', 1, '13010-1', 30::smallint, NULL::timestamptz, NULL, NULL, NULL, NULL)$$, 'an application alone');
SELECT offer_the_booking();
SELECT results_eq('reading',
  $$VALUES ('offered', 2, '13010-1', 30::smallint, '2026-01-08 00:00+09'::timestamptz, NULL, NULL, NULL, NULL)$$,
  'with its offer');
SELECT confirm_the_booking();
SELECT results_eq('reading',
  $$VALUES ('confirmed', 3, '13010-1', 30::smallint, '2026-01-08 00:00+09'::timestamptz, '佐藤', '個室1', 'Zoom 1', 'zoom')$$,
  'with whom, where and by what licence');

-- the name, as it was typed this time, against the one known under the number
SELECT is((SELECT name_differs FROM booking_readings), false, 'the same name');
UPDATE bookings SET version = version + 1, seeker_name = '求 市子';
SELECT is((SELECT name_differs FROM booking_readings), true, 'another name under the same number');
SAVEPOINT numbered;
SET LOCAL ROLE madoguchi_owner;
UPDATE seekers SET job_seeker_number = NULL WHERE id = uuid_of('seeker');
SELECT is((SELECT name_differs FROM booking_readings), false, 'without a number there is nobody to differ from');
ROLLBACK TO SAVEPOINT numbered;

-- events, and the one that the clock adds
PREPARE latest AS
  SELECT version, kind, from_status, to_status, occurred_at, actor
  FROM booking_event_readings ORDER BY version DESC LIMIT 1;
SELECT results_eq('latest',
  $$VALUES (1, 'received', NULL, 'received', '2026-01-05 09:00+09'::timestamptz, 'seed')$$, 'events that were recorded');
SELECT enter(9001, '2026-01-20 09:00+09', 'test');
SELECT results_eq('latest',
  $$VALUES (5, 'no_show', 'confirmed', 'no_show', '2026-01-13 10:10+09'::timestamptz, 'clock')$$,
  'a deemed event occurred at its limit, whenever it is read');
INSERT INTO booking_events (office_id, booking_id, version, kind, from_status, to_status, occurred_at)
  VALUES (9001, uuid_of('booking'), 5, 'no_show', 'confirmed', 'no_show', '2026-01-13 10:10+09');
UPDATE bookings SET version = 5, status = 'no_show';
SELECT results_eq('latest',
  $$VALUES (5, 'no_show', 'confirmed', 'no_show', '2026-01-13 10:10+09'::timestamptz, 'clock')$$,
  'and reads the same once a worker has written it down');
SELECT is((SELECT count(*) FROM booking_event_readings WHERE version = 5), 1::bigint, 'once');

-- an action's own reason and a supervisor's are two
INSERT INTO booking_events (
    office_id, booking_id, version, kind, from_status, to_status, occurred_at, reason, override_reason)
  VALUES (9001, uuid_of('booking'), 6, 'rescheduled', 'confirmed', 'confirmed', app_now(), '都合により', '体調を考慮');
SELECT row_eq('SELECT reason, override_reason FROM booking_event_readings WHERE version = 6',
  ROW('都合により'::text, '体調を考慮'::text), 'both reasons are told');

-- the reader's policies hold in both
SELECT enter(9002, '2026-01-20 09:00+09', 'test');
SELECT results_eq('SELECT DISTINCT office_id FROM booking_readings', 'VALUES (9002)', 'one office in the bookings');
SELECT results_eq('SELECT DISTINCT office_id FROM booking_event_readings', 'VALUES (9002)', 'one office in the events');

SELECT * FROM finish();
ROLLBACK;
