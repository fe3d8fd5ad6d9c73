-- What has expired, to the instant: limits are local midnights so many months ago, and exclusive.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 12:00+09', 'test');
UPDATE bookings SET version = 2, status = 'withdrawn' WHERE id = uuid_of('booking');
INSERT INTO booking_events (office_id, booking_id, version, kind, from_status, to_status, occurred_at)
  VALUES (9001, uuid_of('booking'), 2, 'withdrawn', 'received', 'withdrawn', app_now());
UPDATE tasks SET closed_at = '2026-01-06 00:00+09', closed_by = 'x';

CREATE FUNCTION pg_temp.expired(at timestamptz, relation text) RETURNS bigint
  LANGUAGE plpgsql
  AS $$
DECLARE
  found bigint;
BEGIN
  SET LOCAL ROLE madoguchi_maintenance;
  PERFORM enter(9001, at, 'maintenance:retention');
  EXECUTE format('SELECT count(*) FROM %I WHERE office_id = 9001', 'expired_' || relation) INTO found;
  RESET ROLE;
  RETURN found;
END
$$;

RESET ROLE;
-- a decision keeps its person, and is kept itself for five years after its term
SELECT is(pg_temp.expired('2029-01-06 00:00+09', 'seekers'), 0::bigint, 'who was refused is not forgotten before the decision');
SELECT is(pg_temp.expired('2039-01-06 00:00+09', 'refusals'), (SELECT count(*) FROM refusals WHERE office_id = 9001),
  'a decision goes in its time');
SELECT is(pg_temp.expired('2039-01-06 00:00+09', 'seekers'), 1::bigint, 'and its person with it');
-- what somebody has asked for stays, a decision too
SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-02-01 09:00+09', 'office_head:x');
INSERT INTO disclosures (office_id, id, kind, legal_basis, requester, seeker_id, requested_at, due_at)
  SELECT DISTINCT 9001, uuid_of('of refused'), 'legal_demand', '法', '県警', seeker_id, app_now(), '2026-02-05 00:00+09'::timestamptz
  FROM refusals WHERE office_id = 9001;
RESET ROLE;
SELECT is(pg_temp.expired('2039-01-06 00:00+09', 'refusals'), 0::bigint, 'a decision about a person asked about stays');
ALTER TABLE disclosures DISABLE TRIGGER ALL;
DELETE FROM disclosures WHERE id = uuid_of('of refused');
ALTER TABLE disclosures ENABLE TRIGGER ALL;
DELETE FROM refusals WHERE office_id = 9001;

-- the last day on which each is kept: a row of the 5th, 9:00 or 12:00, goes when the limit is the midnight after it
SELECT is(pg_temp.expired((day || ' 23:59:59.999999+09')::timestamptz, relation), 0::bigint, relation || ' stay until ' || day)
FROM (VALUES ('usage_devices', '2026-04-05'), ('usage_events', '2027-01-05'), ('bookings', '2029-01-05'),
  ('seekers', '2029-01-05'), ('tasks', '2029-01-06'), ('absences', '2029-01-09'), ('room_reservations', '2029-01-09'),
  ('maintenances', '2029-01-06')) AS t (relation, day);
SELECT is(pg_temp.expired((day || ' 00:00+09')::timestamptz, relation), 1::bigint, relation || ' go on ' || day)
FROM (VALUES ('usage_devices', '2026-04-06'), ('usage_events', '2027-01-06'), ('bookings', '2029-01-06'),
  ('seekers', '2029-01-06'), ('tasks', '2029-01-07'), ('absences', '2029-01-10'), ('room_reservations', '2029-01-10'),
  ('maintenances', '2029-01-07')) AS t (relation, day);
UPDATE tasks SET closed_at = NULL, closed_by = NULL;
SELECT is(pg_temp.expired('2039-01-06 00:00+09', 'tasks'), 0::bigint, 'an open task is not over');
UPDATE tasks SET closed_at = '2026-01-06 00:00+09', closed_by = 'x';
-- of the two persons one has asked what is kept
SELECT is(pg_temp.expired('2039-01-06 00:00+09', 'seekers'), 1::bigint, 'who has asked is not forgotten before the answer');
SELECT is(pg_temp.expired('2039-01-06 00:00+09', 'disclosures'), 0::bigint, 'an open disclosure never expires');

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-02-01 09:00+09', 'office_head:x');
UPDATE disclosures SET refused_at = app_now(), refused_by = 'x', refusal_reason = '' WHERE id = uuid_of('disclosure');
RESET ROLE;
SELECT is(pg_temp.expired('2031-02-01 23:59:59+09', 'disclosures'), 0::bigint, 'an answered one stays five years');
SELECT is(pg_temp.expired('2031-02-02 00:00+09', 'disclosures'), 1::bigint, 'and goes then');
SELECT is(pg_temp.expired('2029-01-06 00:00+09', 'seekers'), 2::bigint, 'who was answered may be forgotten');

-- what somebody has asked for stays, whole
SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-02-01 09:00+09', 'office_head:x');
PREPARE asking AS INSERT INTO disclosures (
    office_id, id, kind, legal_basis, requester, seeker_id, booking_id, used_from, used_until, requested_at, due_at)
  VALUES (9001, $1, 'legal_demand', '法', '県警', $2, $3, $4, $5, app_now(), '2026-02-05 00:00+09');
SAVEPOINT unasked;
EXECUTE asking (uuid_of('x'), uuid_of('seeker'), NULL, NULL, NULL);
RESET ROLE;
SELECT is(pg_temp.expired('2039-01-06 00:00+09', relation), 0::bigint, relation || ' of a person asked about stay')
FROM unnest(ARRAY['usage_devices', 'usage_events', 'bookings', 'tasks']) AS relation;
ROLLBACK TO unasked;
EXECUTE asking (uuid_of('x'), NULL, uuid_of('booking'), NULL, NULL);
RESET ROLE;
SELECT is(pg_temp.expired('2039-01-06 00:00+09', relation), 0::bigint, relation || ' of a booking asked about stay')
FROM unnest(ARRAY['usage_devices', 'usage_events', 'bookings', 'tasks']) AS relation;
ROLLBACK TO unasked;
EXECUTE asking (uuid_of('x'), NULL, NULL, '2026-01-05', '2026-01-06');
RESET ROLE;
SELECT is(pg_temp.expired('2039-01-06 00:00+09', relation), expected, 'days asked about, of ' || relation)
FROM (VALUES ('usage_devices', 0::bigint), ('usage_events', 0), ('bookings', 1)) AS t (relation, expected);
ROLLBACK TO unasked;

-- a person with something younger, or live, stays
SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-02-01 09:00+09', 'test');
INSERT INTO bookings (
    office_id, id, status, origin, service_code, channel, terms_acknowledged, seeker_id, seeker_name, seeker_kana,
    registration_kind, my_page, declares_device, declares_camera, declares_app, minutes, wishes)
  VALUES (9001, uuid_of('b2'), 'received', 'application', 'consultation', 'my_page', true,
    uuid_of('seeker'), '求 一子', 'モトメ イチコ', 'full', true, true, true, true, 30, '{2026-03-13 10:00+09}');
RESET ROLE;
SELECT is(pg_temp.expired('2039-01-06 00:00+09', 'bookings'), 1::bigint, 'a live booking never expires');
SELECT is(pg_temp.expired('2039-01-06 00:00+09', 'seekers'), 1::bigint, 'and keeps its person');

-- a booking that something happened to is as young as that
SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-06-01 09:00+09', 'test');
INSERT INTO booking_events (office_id, booking_id, version, kind, from_status, to_status, occurred_at)
  VALUES (9001, uuid_of('booking'), 3, 'amended', 'withdrawn', 'withdrawn', '2026-01-05 12:00+09');
RESET ROLE;
SELECT is(pg_temp.expired('2029-06-01 23:59+09', 'bookings'), 0::bigint, 'what was entered later counts');
SELECT is(pg_temp.expired('2029-06-02 00:00+09', 'bookings'), 1::bigint, 'to the day');

-- an office sets how long
SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-06-01 09:00+09', 'test');
UPDATE policies SET booking_months = 12;
RESET ROLE;
SELECT is(pg_temp.expired('2027-06-02 00:00+09', 'bookings'), 1::bigint, 'an office that keeps a year forgets after a year');
SELECT is(kept_since(1, 'Asia/Tokyo'), '2027-05-02'::date, 'a month is a month of the calendar');

SELECT * FROM finish();
ROLLBACK;
