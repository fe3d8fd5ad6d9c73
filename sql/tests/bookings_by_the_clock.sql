-- What the terms deem has happened at the very instant, whether or not a worker wrote it down.
\ir setup/begin.sql
\ir setup/life.sql

SET LOCAL ROLE madoguchi_app;
CREATE FUNCTION pg_temp.reads(at timestamptz, status text, version integer, description text) RETURNS text
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM enter(9001, at, 'test');
  RETURN row_eq(
    'SELECT status_now, version_now FROM bookings_by_the_clock',
    ROW(status, version), description);
END
$$;

SELECT pg_temp.reads('2099-01-01 00:00+09', 'received', 1, 'received waits for ever');

SELECT enter(9001, '2026-01-05 09:00+09', 'test');
SELECT offer_the_booking();
SELECT pg_temp.reads('2026-01-07 23:59:59.999999+09', 'offered', 2, 'offered until a microsecond before the deadline');
SELECT pg_temp.reads('2026-01-08 00:00+09', 'lapsed', 3, 'lapsed at the deadline, one version on');
SELECT is((SELECT concat_ws(' ', status, version) FROM bookings), 'offered 2', 'the row itself waits for a worker');
SET LOCAL app.now = '';
SELECT throws_ok('SELECT * FROM bookings_by_the_clock', '22007', NULL, 'without a time there is no answer');

SELECT enter(9001, '2026-01-06 12:00+09', 'test');
SELECT confirm_the_booking();
SELECT pg_temp.reads('2026-01-08 00:00+09', 'confirmed', 3, 'what is confirmed does not lapse');
SELECT pg_temp.reads('2026-01-13 10:09:59.999999+09', 'confirmed', 3, 'confirmed until a microsecond before ten past');
SELECT pg_temp.reads('2026-01-13 10:10+09', 'no_show', 4, 'no-show at ten past, one version on');

SAVEPOINT silent;
UPDATE bookings SET version = version + 1, no_show_at = NULL, contacted_at = '2026-01-13 10:05+09';
SELECT pg_temp.reads('2026-01-13 10:10+09', 'confirmed', 4, 'who called is waited for');
ROLLBACK TO SAVEPOINT silent;
UPDATE bookings SET version = version + 1, no_show_at = NULL, joined_at = '2026-01-13 10:05+09';
SELECT pg_temp.reads('2099-01-01 00:00+09', 'confirmed', 4, 'who waits in the meeting is never a no-show');
ROLLBACK TO SAVEPOINT silent;

-- silence in an incident of the meeting's vendor, or of all, is nobody's fault (Art. 9); limits are exclusive
CREATE FUNCTION pg_temp.with_incident(vendor text, starts_at timestamptz, ends_at timestamptz, expected text,
    description text) RETURNS SETOF text
  LANGUAGE plpgsql
  AS $$
BEGIN
  INSERT INTO incidents (office_id, id, code, vendor, starts_at, ends_at)
    VALUES (9001, uuid_of(description), 'other', vendor, starts_at, ends_at);
  RETURN NEXT pg_temp.reads('2026-01-13 10:09:59.999999+09', 'confirmed', 3, 'nothing is deemed yet: ' || description);
  RETURN NEXT pg_temp.reads('2026-01-13 10:10+09', expected, CASE expected WHEN 'no_show' THEN 4 ELSE 3 END, description);
  RETURN NEXT is((SELECT excused_by FROM bookings_by_the_clock),
    CASE expected WHEN 'confirmed' THEN uuid_of(description) END, 'named: ' || description);
  UPDATE incidents SET withdrawn_at = app_now() WHERE id = uuid_of(description);
  RETURN NEXT pg_temp.reads('2026-01-13 10:10+09', 'no_show', 4, 'withdrawn: ' || description);
END
$$;
SELECT pg_temp.with_incident(vendor, starts_at, ends_at, expected, description)
FROM (VALUES
  (NULL, '2026-01-13 09:00+09'::timestamptz, NULL::timestamptz, 'confirmed', 'one that goes on'),
  ('zoom', '2026-01-13 10:09:59.999999+09', '2026-01-13 11:00+09', 'confirmed', 'one that begins at the last moment'),
  ('zoom', '2026-01-13 10:10+09', '2026-01-13 11:00+09', 'no_show', 'one that begins when the silence is deemed'),
  ('zoom', '2026-01-13 09:00+09', '2026-01-13 10:00:00.000001+09', 'confirmed', 'one that ends just after the start'),
  ('zoom', '2026-01-13 09:00+09', '2026-01-13 10:00+09', 'no_show', 'one that ends with the start'),
  ('teleoffice', '2026-01-13 09:00+09', NULL, 'no_show', 'one of the other vendor'))
  AS tried (vendor, starts_at, ends_at, expected, description);
SELECT is_empty('SELECT * FROM booking_event_readings WHERE kind = ''no_show'' AND office_id <> 9001', 'of no other office');
SAVEPOINT excused;
INSERT INTO incidents (office_id, id, code, starts_at) VALUES (9001, uuid_of('open'), 'disaster', '2026-01-12 00:00+09');
SELECT enter(9001, '2026-01-13 12:00+09', 'test');
SELECT is_empty('SELECT * FROM booking_event_readings WHERE kind = ''no_show''', 'and there is no such event');
SELECT enter(9002, '2026-01-13 12:00+09', 'test');
SELECT is_empty('SELECT FROM incidents WHERE id = uuid_of(''open'')', 'an incident is its own office''s');
ROLLBACK TO SAVEPOINT excused;

SELECT enter(9001, '2026-01-13 10:05+09', 'test');
UPDATE bookings SET version = version + 1, status = 'in_session', started_at = '2026-01-13 10:05+09';
SELECT pg_temp.reads('2026-01-13 10:10+09', 'in_session', 4, 'who came is no no-show');

-- its reader's policies hold
SELECT enter(9002, '2026-01-05 09:00+09', 'test');
SELECT results_eq('SELECT DISTINCT office_id FROM bookings_by_the_clock', 'VALUES (9002)', 'it shows one office');
SET LOCAL app.office_id = '';
SELECT is_empty('SELECT * FROM bookings_by_the_clock', 'without an office there is nothing');

SELECT * FROM finish();
ROLLBACK;
