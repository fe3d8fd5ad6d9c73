-- A confirmation as OfficeStore.confirm sends it, holds on: the same statements in the same three round trips.
-- Sources: OfficeStore+Change.swift, Booking+Row.swift, OfficeRules.swift, Supply+Rows.swift, OfficeStore+Confirm.swift,
-- Consent+Giving.swift, Meeting.swift, Outbox.swift, Session+Audit.swift.
-- Fifty days fill up evenly. Client c confirms booking c * 1000000 + i, with what its hold has.
\set i :i + 1
\set day :i % 50
\set step :i / 50
\set k :client_id * 1000000 + :i
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
UPDATE allocations SET kind = 'session', expires_at = NULL
WHERE office_id = :office AND booking_id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid
  AND kind = 'hold'
  AND starts_at = timestamptz '2026-09-17 00:00:00+00' + :day * interval '1 day' + :step * interval '30 minutes';
DELETE FROM allocations
WHERE office_id = :office AND booking_id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid AND kind = 'hold';
INSERT INTO consents (office_id, booking_id, kind, terms_version_id, channel, given_at, vendor)
VALUES (:office, ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid, 'confirmation',
    (SELECT t.id FROM terms_versions t LIMIT 1),
    'phone', '2026-09-16 00:01:00+00', NULL),
  (:office, ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid, 'vendor_terms',
    (SELECT t.id FROM terms_versions t LIMIT 1),
    'phone', '2026-09-16 00:01:00+00', 'zoom');
UPDATE bookings SET version = 3, status = 'confirmed', confirmed_at = '2026-09-16 00:01:00+00',
  starts_at = timestamptz '2026-09-17 00:00:00+00' + :day * interval '1 day' + :step * interval '30 minutes',
  ends_at = timestamptz '2026-09-17 00:30:00+00' + :day * interval '1 day' + :step * interval '30 minutes',
  counselor_id = ('00000000-0000-4000-8001-' || lpad(:client_id, 12, '0'))::uuid,
  room_id = ('00000000-0000-4000-8002-' || lpad(:client_id, 12, '0'))::uuid,
  licence_id = ('00000000-0000-4000-8003-' || lpad(:client_id, 12, '0'))::uuid,
  no_show_at = timestamptz '2026-09-17 00:10:00+00' + :day * interval '1 day' + :step * interval '30 minutes',
  ended_at = NULL
WHERE office_id = :office AND id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid;
INSERT INTO booking_events (
  office_id, booking_id, version, kind, from_status, to_status, occurred_at, channel, reason, data)
VALUES (:office, ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid, 3, 'confirmed', 'offered'::text, 'confirmed',
  '2026-09-16 00:01:00+00', 'phone'::text, NULL::text, '{"offer":1,"start":"2026-09-17T00:00:00Z"}');
SELECT pg_advisory_xact_lock(hashtextextended('meeting_pool ' || pool.licence_id, :office))
FROM (
  SELECT DISTINCT b.licence_id FROM bookings b
  WHERE b.office_id = :office AND b.id = ANY (ARRAY[('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid])
    AND EXISTS (SELECT FROM meeting_pool p
      WHERE p.office_id = :office AND p.licence_id = b.licence_id AND p.issued_at IS NULL)
  ORDER BY b.licence_id OFFSET 0) AS pool;
WITH waiting AS (
  SELECT b.id, b.licence_id, row_number() OVER (PARTITION BY b.licence_id ORDER BY b.starts_at, b.id) AS turn
  FROM bookings b
  WHERE b.office_id = :office AND b.id = ANY (ARRAY[('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid])
    AND b.status IN ('confirmed', 'in_session')
    AND NOT EXISTS (SELECT FROM meetings m
      WHERE m.office_id = :office AND m.booking_id = b.id AND m.revoked_at IS NULL)),
unused AS (
  SELECT p.id, p.licence_id, p.key_id, p.box,
    row_number() OVER (PARTITION BY p.licence_id ORDER BY p.added_at, p.id) AS turn
  FROM (SELECT DISTINCT licence_id FROM waiting) AS wanted
    CROSS JOIN LATERAL (
      SELECT p.id, p.licence_id, p.key_id, p.box, p.added_at FROM meeting_pool p
      WHERE p.office_id = :office AND p.licence_id = wanted.licence_id AND p.issued_at IS NULL
      ORDER BY p.added_at, p.id LIMIT 1) AS p),
taken AS (
  UPDATE meeting_pool p SET issued_at = '2026-09-16 00:01:00+00', booking_id = w.id, box = NULL
  FROM waiting w JOIN unused u ON u.licence_id = w.licence_id AND u.turn = w.turn
  WHERE p.office_id = :office AND p.id = u.id AND p.issued_at IS NULL
  RETURNING p.id, p.booking_id)
INSERT INTO meetings (office_id, booking_id, number, licence_id, pool_id, place, key_id, box)
SELECT :office, w.id,
  1 + coalesce((SELECT max(m.number) FROM meetings m WHERE m.office_id = :office AND m.booking_id = w.id), 0),
  w.licence_id, u.id, coalesce(u.id, c.id), coalesce(u.key_id, c.key_id), coalesce(u.box, c.box)
FROM waiting w
  LEFT JOIN taken t ON t.booking_id = w.id
  LEFT JOIN unused u ON u.id = t.id
  LEFT JOIN licence_credentials c ON c.office_id = :office AND c.licence_id = w.licence_id
WHERE coalesce(u.id, c.id) IS NOT NULL;
UPDATE messages SET status = 'dropped'
WHERE office_id = :office AND booking_id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid AND status = 'pending'
  AND kind = ANY ('{reminder_unconfirmed,lapsed,details,follow_up_details,reminder_day_before}'::text[]);
INSERT INTO messages (
  office_id, id, booking_id, booking_version, kind, terms_version_id, due_at, next_attempt_at, deliver_by, expires_at,
  facts)
SELECT r.office_id, gen_random_uuid(), r.id, 3, 'details',
  CASE 'details' WHEN 'offer' THEN r.terms_version_id ELSE ('{}'::jsonb ->> 'enclosed_terms')::uuid END,
  due.at, due.at, timestamptz '2026-09-17 15:00:00+00',
  CASE
    WHEN 'details' IN ('offer', 'reminder_unconfirmed') THEN r.deadline
    WHEN 'details' IN ('details', 'follow_up_details') THEN r.ends_at
    WHEN 'details' = 'reminder_day_before' THEN r.starts_at
  END,
  jsonb_strip_nulls(jsonb_build_object(
    'office_code', o.code, 'office_name', o.name, 'office_phone', o.phone, 'time_zone', o.time_zone,
    'person', r.seeker_name, 'service', r.service_code, 'service_ja', s.name_ja, 'service_en', s.name_en,
    'minutes', r.minutes, 'status', r.status_now, 'channel', r.channel,
    'starts_at', utc_text(r.starts_at), 'ends_at', utc_text(r.ends_at),
    'vendor', coalesce(r.licence_vendor, r.vendor), 'deadline', utc_text(r.deadline),
    'offer_starts', (
      SELECT jsonb_agg(utc_text(offered.start) ORDER BY offered.place)
      FROM unnest(r.offer_starts) WITH ORDINALITY AS offered (start, place)),
    'terms_version', r.terms_version_id, 'decline_ground', r.decline_ground, 'cancel_class', r.cancel_class))
    || '{}'
FROM booking_readings r
  JOIN offices o ON o.id = r.office_id
  JOIN services s ON s.office_id = r.office_id AND s.code = r.service_code
  CROSS JOIN LATERAL (
    SELECT greatest(timestamptz '2026-09-16 00:01:00+00', max(m.due_at)) AS at FROM messages m
    WHERE m.office_id = :office AND m.booking_id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid
      AND m.due_at <= m.created_at) AS due
WHERE r.office_id = :office AND r.id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid
ON CONFLICT (office_id, booking_id, kind, booking_version) DO NOTHING;
INSERT INTO messages (
  office_id, id, booking_id, booking_version, kind, terms_version_id, due_at, next_attempt_at, deliver_by, expires_at,
  facts)
SELECT r.office_id, gen_random_uuid(), r.id, 3, 'reminder_day_before',
  CASE 'reminder_day_before' WHEN 'offer' THEN r.terms_version_id ELSE ('{}'::jsonb ->> 'enclosed_terms')::uuid END,
  due.at, due.at, NULL::timestamptz,
  CASE
    WHEN 'reminder_day_before' IN ('offer', 'reminder_unconfirmed') THEN r.deadline
    WHEN 'reminder_day_before' IN ('details', 'follow_up_details') THEN r.ends_at
    WHEN 'reminder_day_before' = 'reminder_day_before' THEN r.starts_at
  END,
  jsonb_strip_nulls(jsonb_build_object(
    'office_code', o.code, 'office_name', o.name, 'office_phone', o.phone, 'time_zone', o.time_zone,
    'person', r.seeker_name, 'service', r.service_code, 'service_ja', s.name_ja, 'service_en', s.name_en,
    'minutes', r.minutes, 'status', r.status_now, 'channel', r.channel,
    'starts_at', utc_text(r.starts_at), 'ends_at', utc_text(r.ends_at),
    'vendor', coalesce(r.licence_vendor, r.vendor), 'deadline', utc_text(r.deadline),
    'offer_starts', (
      SELECT jsonb_agg(utc_text(offered.start) ORDER BY offered.place)
      FROM unnest(r.offer_starts) WITH ORDINALITY AS offered (start, place)),
    'terms_version', r.terms_version_id, 'decline_ground', r.decline_ground, 'cancel_class', r.cancel_class))
    || '{}'
FROM booking_readings r
  JOIN offices o ON o.id = r.office_id
  JOIN services s ON s.office_id = r.office_id AND s.code = r.service_code
  CROSS JOIN LATERAL (
    SELECT greatest(timestamptz '2026-09-16 00:00:00+00' + :day * interval '1 day', max(m.due_at)) AS at FROM messages m
    WHERE m.office_id = :office AND m.booking_id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid
      AND m.due_at <= m.created_at) AS due
WHERE r.office_id = :office AND r.id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid
  AND :day > 0
ON CONFLICT (office_id, booking_id, kind, booking_version) DO NOTHING;
SELECT * FROM booking_readings
WHERE office_id = :office AND id = ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid;
\endpipeline
\startpipeline
INSERT INTO audit_entries (
  office_id, id, role, purpose, request_id, operation, kind, booking_ids, subject_id, person_key_id,
  person_digests, waived_rule, outcome)
VALUES (:office, gen_random_uuid(), 'office_head', 'counseling', '0123456789abcdef0123456789abcdef'::text, 'confirmBooking',
  'change', ARRAY[('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid], NULL::uuid, '0a1b2c3d'::text,
  ARRAY[sha256('28990-00000001')], NULL::text, 'done');
COMMIT;
\endpipeline
