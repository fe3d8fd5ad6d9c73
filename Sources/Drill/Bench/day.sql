-- What comes before a confirmation on an office's day, as the service sends it: who asks what is free, takes an application,
-- looks at the day, makes the offer and reads the booking. confirm.sql follows in the same script.
-- Sources: OfficeStore+Availability.swift, +Receive.swift, +Reading.swift, +Offer.swift, Claiming+Statements.swift,
-- Consent+Giving.swift, TermsVersion.swift.
\set n :i + 1
\set day :n % 50
\set step :n / 50
\set k :client_id * 1000000 + :n
-- availability of a week
\startpipeline
BEGIN READ ONLY;
SELECT enter(:office, '2026-09-16 00:01:00+00', 'office_head:00000000-0000-4000-8000-000000000000');
SELECT minutes FROM services WHERE office_id = :office AND code = 'consultation' AND retired_at IS NULL;
SELECT confirm_cutoff, offer_reply_open_days, hold_offers, max_candidates, job_seeker_number_required_at,
  grid_minutes, cancel_channels, no_show_minutes, environment_check_required_at, refusal_review_threshold,
  usage_events
FROM policies WHERE office_id = :office;
SELECT vendors,
  ARRAY(SELECT date FROM holidays WHERE date >= make_date(2026, 1, 1)),
  ARRAY(SELECT date FROM closures
    WHERE office_id = :office AND date >= '2026-09-15' AND opens IS NULL AND retired_at IS NULL)
FROM offices WHERE id = :office;
SELECT weekday, opens, closes, valid_from, valid_until FROM weekly_hours
WHERE office_id = :office AND retired_at IS NULL AND (valid_until IS NULL OR valid_until > '2026-09-15')
UNION ALL
SELECT NULL, special.opens, special.closes, c.date, NULL
FROM closures c CROSS JOIN unnest(c.opens, c.closes) AS special (opens, closes)
WHERE c.office_id = :office AND c.date >= '2026-09-15' AND c.retired_at IS NULL;
SELECT
  ARRAY(
    SELECT c.id FROM counselors c
      JOIN counselor_services s ON s.office_id = c.office_id AND s.counselor_id = c.id
    WHERE c.office_id = :office AND c.retired_at IS NULL AND s.service_code = coalesce('consultation'::text, NULL)
    ORDER BY c.name, c.id),
  ARRAY(SELECT r.id FROM rooms r WHERE r.office_id = :office AND r.retired_at IS NULL ORDER BY r.name, r.id),
  ARRAY(SELECT l.id FROM licences l WHERE l.office_id = :office AND l.retired_at IS NULL AND l.vendor = ANY (o.vendors)
    ORDER BY l.name, l.id),
  ARRAY(SELECT l.vendor FROM licences l
    WHERE l.office_id = :office AND l.retired_at IS NULL AND l.vendor = ANY (o.vendors) ORDER BY l.name, l.id)
FROM offices o WHERE o.id = :office;
SELECT a.*
FROM unnest(
    ARRAY[timestamptz '2026-09-16 15:00:00+00'], ARRAY[timestamptz '2026-09-23 15:00:00+00'],
    ARRAY[timestamptz '2026-09-15 15:00:00+00']
  ) AS wanted (starts_at, ends_at, after)
  CROSS JOIN LATERAL (
    SELECT a.starts_at, upper(a.during), a.booking_id, a.counselor_id, a.room_id, a.licence_id, a.seeker_id
    FROM taken_times a
    WHERE a.office_id = :office AND a.starts_at > wanted.after AND a.starts_at < wanted.ends_at
      AND a.during && tstzrange(wanted.starts_at, wanted.ends_at)
      AND (a.expires_at IS NULL OR a.expires_at > '2026-09-16 00:01:00+00')
    OFFSET 0) AS a;
COMMIT;
\endpipeline
-- an application
\startpipeline
BEGIN;
SELECT enter(:office, '2026-09-16 00:01:00+00', 'office_head:00000000-0000-4000-8000-000000000000');
SELECT pg_advisory_xact_lock_shared(hashtextextended('calendar', :office));
SELECT confirm_cutoff, offer_reply_open_days, hold_offers, max_candidates, job_seeker_number_required_at,
  grid_minutes, cancel_channels, no_show_minutes, environment_check_required_at, refusal_review_threshold,
  usage_events
FROM policies WHERE office_id = :office;
SELECT vendors,
  ARRAY(SELECT date FROM holidays WHERE date >= make_date(2026, 1, 1)),
  ARRAY(SELECT date FROM closures
    WHERE office_id = :office AND date >= '2026-09-15' AND opens IS NULL AND retired_at IS NULL)
FROM offices WHERE id = :office;
SELECT weekday, opens, closes, valid_from, valid_until FROM weekly_hours
WHERE office_id = :office AND retired_at IS NULL AND (valid_until IS NULL OR valid_until > '2026-09-15')
UNION ALL
SELECT NULL, special.opens, special.closes, c.date, NULL
FROM closures c CROSS JOIN unnest(c.opens, c.closes) AS special (opens, closes)
WHERE c.office_id = :office AND c.date >= '2026-09-15' AND c.retired_at IS NULL;
SELECT minutes FROM services WHERE office_id = :office AND code = 'consultation' AND retired_at IS NULL;
SELECT 1 FROM counselors c
  JOIN counselor_services s ON s.office_id = c.office_id AND s.counselor_id = c.id
WHERE c.office_id = :office AND c.id = NULL::uuid AND c.retired_at IS NULL AND s.service_code = 'consultation';
SELECT id FROM office_terms
WHERE office_id = :office AND service_group = 'online_counseling' AND effective_from <= '2026-09-16 00:01:00+00'
  AND announced_at <= '2026-09-16 00:01:00+00'
ORDER BY distance, effective_from DESC
LIMIT 1;
\endpipeline
\startpipeline
INSERT INTO seekers (
  office_id, id, name, kana, job_seeker_number, registration_kind, my_page, number_key_id, number_digest)
VALUES (:office, ('00000000-0000-4000-8004-' || lpad(:k, 12, '0'))::uuid, '職安 太郎', 'ショクアン タロウ',
  '28990-' || lpad(:k, 8, '0'), 'full', true, '0a1b2c3d'::text, sha256('28990-00000001'))
ON CONFLICT (office_id, job_seeker_number) DO NOTHING;
INSERT INTO bookings (
  office_id, id, status, origin, service_code, channel, terms_acknowledged,
  seeker_id, seeker_name, seeker_kana, seeker_number_typed, registration_kind, my_page,
  declares_device, declares_camera, declares_app, wishes, companions, minutes, wished_counselor_id)
SELECT s.office_id, ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid, 'received', 'application', 'consultation',
  'my_page', true, s.id, '職安 太郎', 'ショクアン タロウ', '28990-' || lpad(:k, 8, '0'), 'full', true, true, true, true,
  ARRAY[timestamptz '2026-09-17 00:00:00+00' + :day * interval '1 day' + :step * interval '30 minutes'],
  '[]', 30, NULL::uuid
FROM seekers s
WHERE s.office_id = :office AND (s.id = ('00000000-0000-4000-8004-' || lpad(:k, 12, '0'))::uuid
  OR s.job_seeker_number = '28990-' || lpad(:k, 8, '0'));
INSERT INTO booking_events (
  office_id, booking_id, version, kind, from_status, to_status, occurred_at, channel, reason, data)
VALUES (:office, ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid, 1, 'received', NULL::text, 'received',
  '2026-09-16 00:01:00+00', 'my_page'::text, NULL::text, '{}');
INSERT INTO tasks (office_id, id, kind, booking_id)
SELECT :office, ('00000000-0000-4000-8005-' || lpad(:k, 12, '0'))::uuid, 'name_differs', r.id
FROM booking_readings r
WHERE r.office_id = :office AND r.id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid AND r.name_differs
ON CONFLICT (office_id, booking_id, kind) WHERE kind <> 'other' DO UPDATE
  SET created_at = '2026-09-16 00:01:00+00', closed_at = NULL, closed_by = NULL;
INSERT INTO consents (office_id, booking_id, kind, terms_version_id, channel, given_at, terms_pointed_out)
VALUES (:office, ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid, 'application',
  (SELECT t.id FROM terms_versions t LIMIT 1), 'my_page', '2026-09-16 00:01:00+00', false);
SELECT * FROM booking_readings
WHERE office_id = :office AND id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid;
\endpipeline
\startpipeline
INSERT INTO audit_entries (
  office_id, id, role, purpose, request_id, operation, kind, booking_ids, subject_id, person_key_id,
  person_digests, waived_rule, outcome)
VALUES (:office, gen_random_uuid(), 'office_head', 'counseling', '0123456789abcdef0123456789abcdef'::text, 'receiveApplication',
  'change', ARRAY[('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid], NULL::uuid, '0a1b2c3d'::text,
  ARRAY[sha256('28990-00000001')], NULL::text, 'done');
COMMIT;
\endpipeline
-- the bookings of the day, and whom they showed
\startpipeline
BEGIN;
SELECT enter(:office, '2026-09-16 00:01:00+00', 'office_head:00000000-0000-4000-8000-000000000000');
SELECT * FROM booking_readings
WHERE office_id = :office
  AND (NULL::text[] IS NULL OR status_now = ANY (NULL::text[]))
  AND starts_at >= timestamptz '2026-09-16 15:00:00+00' + :day * interval '1 day'
  AND starts_at < timestamptz '2026-09-17 15:00:00+00' + :day * interval '1 day'
ORDER BY created_at, id
LIMIT 51;
SET LOCAL synchronous_commit TO off;
\endpipeline
\startpipeline
INSERT INTO audit_entries (
  office_id, id, role, purpose, request_id, operation, kind, booking_ids, subject_id, person_key_id,
  person_digests, waived_rule, outcome)
VALUES (:office, gen_random_uuid(), 'office_head', 'counseling', '0123456789abcdef0123456789abcdef'::text,
  'listBookings', 'read', array_fill(('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid, ARRAY[20]), NULL::uuid,
  '0a1b2c3d'::text, array_fill(sha256('28990-00000001'), ARRAY[20]), NULL::text, 'done');
COMMIT;
\endpipeline
-- the offer
\startpipeline
BEGIN;
SELECT enter(:office, '2026-09-16 00:01:00+00', 'office_head:00000000-0000-4000-8000-000000000000');
SELECT pg_advisory_xact_lock_shared(hashtextextended('calendar', :office));
SELECT 1 FROM bookings
WHERE office_id = :office AND id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid FOR UPDATE;
SELECT * FROM booking_readings
WHERE office_id = :office AND id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid;
SELECT confirm_cutoff, offer_reply_open_days, hold_offers, max_candidates, job_seeker_number_required_at,
  grid_minutes, cancel_channels, no_show_minutes, environment_check_required_at, refusal_review_threshold,
  usage_events
FROM policies WHERE office_id = :office;
SELECT vendors,
  ARRAY(SELECT date FROM holidays WHERE date >= make_date(2026, 1, 1)),
  ARRAY(SELECT date FROM closures
    WHERE office_id = :office AND date >= '2026-09-15' AND opens IS NULL AND retired_at IS NULL)
FROM offices WHERE id = :office;
SELECT weekday, opens, closes, valid_from, valid_until FROM weekly_hours
WHERE office_id = :office AND retired_at IS NULL AND (valid_until IS NULL OR valid_until > '2026-09-15')
UNION ALL
SELECT NULL, special.opens, special.closes, c.date, NULL
FROM closures c CROSS JOIN unnest(c.opens, c.closes) AS special (opens, closes)
WHERE c.office_id = :office AND c.date >= '2026-09-15' AND c.retired_at IS NULL;
SELECT id FROM office_terms
WHERE office_id = :office AND service_group = 'online_counseling' AND effective_from <= '2026-09-16 00:01:00+00'
  AND announced_at <= '2026-09-16 00:01:00+00'
ORDER BY distance, effective_from DESC
LIMIT 1;
SELECT
  ARRAY(
    SELECT c.id FROM counselors c
      JOIN counselor_services s ON s.office_id = c.office_id AND s.counselor_id = c.id
    WHERE c.office_id = :office AND c.retired_at IS NULL AND s.service_code = coalesce(
      NULL::text, (SELECT b.service_code FROM bookings b
        WHERE b.office_id = :office AND b.id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid))
    ORDER BY c.name, c.id),
  ARRAY(SELECT r.id FROM rooms r WHERE r.office_id = :office AND r.retired_at IS NULL ORDER BY r.name, r.id),
  ARRAY(SELECT l.id FROM licences l WHERE l.office_id = :office AND l.retired_at IS NULL AND l.vendor = ANY (o.vendors)
    ORDER BY l.name, l.id),
  ARRAY(SELECT l.vendor FROM licences l
    WHERE l.office_id = :office AND l.retired_at IS NULL AND l.vendor = ANY (o.vendors) ORDER BY l.name, l.id)
FROM offices o WHERE o.id = :office;
SELECT a.*
FROM (
    SELECT make_interval(mins => b.minutes) AS length FROM bookings b
    WHERE b.office_id = :office AND b.id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid
  ) AS asked
  CROSS JOIN unnest(
    ARRAY[timestamptz '2026-09-17 00:00:00+00' + :day * interval '1 day' + :step * interval '30 minutes'],
    ARRAY[timestamptz '2026-09-16 00:00:00+00' + :day * interval '1 day' + :step * interval '30 minutes'],
    ARRAY[timestamptz '2026-09-17 08:00:00+00' + :day * interval '1 day' + :step * interval '30 minutes']
  ) AS wanted (start, after, before)
  CROSS JOIN LATERAL (
    SELECT a.starts_at, upper(a.during), a.booking_id, a.counselor_id, a.room_id, a.licence_id, a.seeker_id
    FROM taken_times a
    WHERE a.office_id = :office AND a.starts_at > wanted.after AND a.starts_at < wanted.before
      AND a.during && tstzrange(wanted.start, wanted.start + asked.length)
      AND (a.expires_at IS NULL OR a.expires_at > '2026-09-16 00:01:00+00')
    OFFSET 0) AS a;
SELECT day.starts_at, day.ends_at, a.counselor_id, count(*)
FROM unnest(
    ARRAY[timestamptz '2026-09-16 15:00:00+00' + :day * interval '1 day'],
    ARRAY[timestamptz '2026-09-17 15:00:00+00' + :day * interval '1 day']
  ) AS day (starts_at, ends_at)
  JOIN allocations a ON a.office_id = :office AND a.starts_at >= day.starts_at AND a.starts_at < day.ends_at
WHERE a.booking_id <> ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid
  AND (a.expires_at IS NULL OR a.expires_at > '2026-09-16 00:01:00+00')
GROUP BY 1, 2, 3;
\endpipeline
\startpipeline
SAVEPOINT claim;
SELECT lock_slots(
  ARRAY[
    ('00000000-0000-4000-8001-' || lpad(:client_id, 12, '0'))::uuid,
    ('00000000-0000-4000-8002-' || lpad(:client_id, 12, '0'))::uuid,
    ('00000000-0000-4000-8003-' || lpad(:client_id, 12, '0'))::uuid,
    ('00000000-0000-4000-8004-' || lpad(:k, 12, '0'))::uuid],
  array_fill(date '2026-09-17' + :day::integer, ARRAY[4]));
DELETE FROM allocations
WHERE office_id = :office AND booking_id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid;
DELETE FROM allocations WHERE office_id = :office AND id IN (
  SELECT hold.id
  FROM unnest(
      ARRAY[timestamptz '2026-09-17 00:00:00+00' + :day * interval '1 day' + :step * interval '30 minutes'],
      ARRAY[timestamptz '2026-09-17 00:30:00+00' + :day * interval '1 day' + :step * interval '30 minutes'],
      ARRAY[timestamptz '2026-09-16 00:00:00+00' + :day * interval '1 day' + :step * interval '30 minutes'],
      ARRAY[('00000000-0000-4000-8001-' || lpad(:client_id, 12, '0'))::uuid],
      ARRAY[('00000000-0000-4000-8002-' || lpad(:client_id, 12, '0'))::uuid],
      ARRAY[('00000000-0000-4000-8003-' || lpad(:client_id, 12, '0'))::uuid]
    ) AS wanted (starts_at, ends_at, after, counselor_id, room_id, licence_id)
    CROSS JOIN LATERAL (
      SELECT a.id FROM allocations a
      WHERE a.office_id = :office AND a.kind = 'hold' AND a.expires_at <= '2026-09-16 00:01:00+00'
        AND a.starts_at > wanted.after AND a.starts_at < wanted.ends_at
        AND a.during && tstzrange(wanted.starts_at, wanted.ends_at)
        AND (a.counselor_id = wanted.counselor_id OR a.room_id = wanted.room_id OR a.licence_id = wanted.licence_id
          OR a.seeker_id = ('00000000-0000-4000-8004-' || lpad(:k, 12, '0'))::uuid)
      OFFSET 0) AS hold);
INSERT INTO allocations (
  office_id, id, kind, during, starts_at, counselor_id, room_id, licence_id, seeker_id, booking_id, expires_at)
SELECT :office, wanted.id, 'hold', tstzrange(wanted.starts_at, wanted.ends_at), wanted.starts_at,
  wanted.counselor_id, wanted.room_id, wanted.licence_id, ('00000000-0000-4000-8004-' || lpad(:k, 12, '0'))::uuid,
  ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid, '2026-09-18 15:00:00+00'
FROM unnest(
    ARRAY[('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid],
    ARRAY[timestamptz '2026-09-17 00:00:00+00' + :day * interval '1 day' + :step * interval '30 minutes'],
    ARRAY[timestamptz '2026-09-17 00:30:00+00' + :day * interval '1 day' + :step * interval '30 minutes'],
    ARRAY[('00000000-0000-4000-8001-' || lpad(:client_id, 12, '0'))::uuid],
    ARRAY[('00000000-0000-4000-8002-' || lpad(:client_id, 12, '0'))::uuid],
    ARRAY[('00000000-0000-4000-8003-' || lpad(:client_id, 12, '0'))::uuid]
  ) AS wanted (id, starts_at, ends_at, counselor_id, room_id, licence_id)
ON CONFLICT DO NOTHING;
INSERT INTO offers (office_id, booking_id, number, starts, minutes, vendor, terms_version_id, deadline, waived_rule)
VALUES (:office, ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid, 1,
  ARRAY[timestamptz '2026-09-17 00:00:00+00' + :day * interval '1 day' + :step * interval '30 minutes'], 30, 'zoom',
  (SELECT t.id FROM terms_versions t LIMIT 1), '2026-09-18 15:00:00+00', NULL::text);
UPDATE bookings SET version = 2, status = 'offered', offer_number = 1, lapses_at = '2026-09-18 15:00:00+00'
WHERE office_id = :office AND id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid;
INSERT INTO booking_events (
  office_id, booking_id, version, kind, from_status, to_status, occurred_at, channel, reason, data)
VALUES (:office, ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid, 2, 'offered', 'received'::text, 'offered',
  '2026-09-16 00:01:00+00', NULL::text, NULL::text,
  '{"offer":1,"starts":["2026-09-17T00:00:00Z"],"vendor":"zoom"}');
SELECT * FROM booking_readings
WHERE office_id = :office AND id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid;
\endpipeline
\startpipeline
INSERT INTO audit_entries (
  office_id, id, role, purpose, request_id, operation, kind, booking_ids, subject_id, person_key_id,
  person_digests, waived_rule, outcome)
VALUES (:office, gen_random_uuid(), 'office_head', 'counseling', '0123456789abcdef0123456789abcdef'::text, 'offerBooking',
  'change', ARRAY[('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid], NULL::uuid, '0a1b2c3d'::text,
  ARRAY[sha256('28990-00000001')], NULL::text, 'done');
COMMIT;
\endpipeline
-- the booking, read once more
\startpipeline
BEGIN;
SELECT enter(:office, '2026-09-16 00:01:00+00', 'office_head:00000000-0000-4000-8000-000000000000');
SELECT * FROM booking_readings
WHERE office_id = :office AND id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid;
SET LOCAL synchronous_commit TO off;
INSERT INTO audit_entries (
  office_id, id, role, purpose, request_id, operation, kind, booking_ids, subject_id, person_key_id,
  person_digests, outcome)
SELECT b.office_id, gen_random_uuid(), 'office_head', 'counseling', '0123456789abcdef0123456789abcdef'::text,
  'getBooking', 'read', ARRAY[b.id], NULL::uuid, s.number_key_id, array_remove(ARRAY[s.number_digest], NULL), 'done'
FROM bookings b JOIN seekers s ON s.office_id = b.office_id AND s.id = b.seeker_id
WHERE b.office_id = :office AND b.id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid;
COMMIT;
\endpipeline
