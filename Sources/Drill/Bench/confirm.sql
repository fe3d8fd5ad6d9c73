-- A confirmation as OfficeStore.confirm sends it, holds on: the same statements in the same round trips. Above each stand
-- the values of its parameters, some of them by name; BoundScript puts them in. YardstickTests of OfficeStore compares
-- the statements with those that are really sent.
-- Fifty days fill up evenly. Client c confirms booking c * 1000000 + i, with what its hold has.
-- {now} '2026-09-16 00:01:00+00'
-- {booking} ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid
-- {counselor} ('00000000-0000-4000-8001-' || lpad(:client_id, 12, '0'))::uuid
-- {room} ('00000000-0000-4000-8002-' || lpad(:client_id, 12, '0'))::uuid
-- {licence} ('00000000-0000-4000-8003-' || lpad(:client_id, 12, '0'))::uuid
-- {start} (timestamptz '2026-09-17 00:00:00+00' + :day * interval '1 day' + :step * interval '30 minutes')
-- {end} (timestamptz '2026-09-17 00:30:00+00' + :day * interval '1 day' + :step * interval '30 minutes')
-- {midnight} (timestamptz '2026-09-16 15:00:00+00' + :day * interval '1 day')
-- {next_midnight} (timestamptz '2026-09-17 15:00:00+00' + :day * interval '1 day')
-- {day_earlier} (timestamptz '2026-09-16 00:00:00+00' + :day * interval '1 day' + :step * interval '30 minutes')
-- {at_most_until} (timestamptz '2026-09-17 08:00:00+00' + :day * interval '1 day' + :step * interval '30 minutes')
-- {no_show_at} (timestamptz '2026-09-17 00:10:00+00' + :day * interval '1 day' + :step * interval '30 minutes')
-- {day_before} (timestamptz '2026-09-16 00:00:00+00' + :day * interval '1 day')
-- {actor} 'office_head:00000000-0000-4000-8000-000000000000'
-- {request} '0123456789abcdef0123456789abcdef'
-- {digest} sha256('28990-00000001')
-- {terms} (SELECT t.id FROM terms_versions t LIMIT 1)
\set i :i + 1
\set day :i % 50 + 1
\set step :i / 50
\set k :client_id * 1000000 + :i
\startpipeline
BEGIN;
-- $ :office | {now} | {actor}
SELECT enter($1, $2, $3);
-- $ :office
SELECT pg_advisory_xact_lock_shared(hashtextextended('calendar', $1));
-- $ :office | {booking}
SELECT 1 FROM bookings WHERE office_id = $1 AND id = $2 FOR UPDATE;
-- $ :office | {booking}
SELECT * FROM booking_readings WHERE office_id = $1 AND id = $2;
-- $ :office
SELECT confirm_cutoff, offer_reply_open_days, hold_offers, max_candidates, job_seeker_number_required_at,
  grid_minutes, cancel_channels, no_show_minutes, environment_check_required_at, refusal_review_threshold,
  usage_events, refusal_review_window_days
FROM policies WHERE office_id = $1;
-- $ :office | '2026-09-15' | 2026
SELECT vendors,
  ARRAY(SELECT date FROM holidays WHERE date >= make_date($3::integer, 1, 1)),
  ARRAY(SELECT date FROM closures
    WHERE office_id = $1 AND date >= $2 AND opens IS NULL AND retired_at IS NULL)
FROM offices WHERE id = $1;
-- $ :office | '2026-09-15'
SELECT weekday, opens, closes, valid_from, valid_until FROM weekly_hours
WHERE office_id = $1 AND retired_at IS NULL AND (valid_until IS NULL OR valid_until > $2)
UNION ALL
SELECT NULL, special.opens, special.closes, c.date, NULL
FROM closures c CROSS JOIN unnest(c.opens, c.closes) AS special (opens, closes)
WHERE c.office_id = $1 AND c.date >= $2 AND c.retired_at IS NULL;
-- $ :office | {booking} | {start} | {now}
SELECT starts_at, upper(during), booking_id, counselor_id, room_id, licence_id, seeker_id FROM allocations
WHERE office_id = $1 AND booking_id = $2 AND kind = 'hold' AND starts_at = $3 AND expires_at > $4;
-- $ :office | NULL | {booking} | {start} | {now}
SELECT
  ARRAY(
    SELECT c.id FROM counselors c
      JOIN counselor_services s ON s.office_id = c.office_id AND s.counselor_id = c.id
    WHERE c.office_id = $1 AND c.retired_at IS NULL AND s.service_code = coalesce(
      $2::text, (SELECT b.service_code FROM bookings b WHERE b.office_id = $1 AND b.id = $3::uuid))
    ORDER BY c.name, c.id),
  ARRAY(SELECT r.id FROM rooms r WHERE r.office_id = $1 AND r.retired_at IS NULL ORDER BY r.name, r.id),
  ARRAY(SELECT l.id FROM licences l WHERE l.office_id = $1 AND l.retired_at IS NULL AND l.vendor = ANY (o.vendors)
    ORDER BY l.name, l.id),
  ARRAY(SELECT l.vendor FROM licences l
    WHERE l.office_id = $1 AND l.retired_at IS NULL AND l.vendor = ANY (o.vendors) ORDER BY l.name, l.id)
FROM offices o
WHERE o.id = $1 AND NOT EXISTS (
  SELECT FROM allocations h
  WHERE h.office_id = $1 AND h.booking_id = $3::uuid AND h.kind = 'hold' AND h.starts_at = $4::timestamptz
    AND h.expires_at > $5);
-- $ :office | {booking} | ARRAY[{start}] | {now} | ARRAY[{day_earlier}] | ARRAY[{at_most_until}] | {start} | 1
SELECT a.*
FROM (
    SELECT make_interval(mins => b.minutes) AS length FROM bookings b WHERE b.office_id = $1 AND b.id = $2
  ) AS asked
  CROSS JOIN (
    SELECT * FROM unnest($3::timestamptz[], $5::timestamptz[], $6::timestamptz[]) AS one (start, after, before)
    LIMIT $8) AS wanted
  CROSS JOIN LATERAL (
    SELECT a.starts_at, upper(a.during), a.booking_id, a.counselor_id, a.room_id, a.licence_id, a.seeker_id
    FROM taken_times a
    WHERE a.office_id = $1 AND a.starts_at > wanted.after AND a.starts_at < wanted.before
      AND a.during && tstzrange(wanted.start, wanted.start + asked.length)
      AND (a.expires_at IS NULL OR a.expires_at > $4)
    OFFSET 0) AS a
WHERE NOT EXISTS (
  SELECT FROM allocations h
  WHERE h.office_id = $1 AND h.booking_id = $2 AND h.kind = 'hold' AND h.starts_at = $7::timestamptz
    AND h.expires_at > $4);
-- $ :office | ARRAY[{midnight}] | ARRAY[{next_midnight}] | {now} | {booking} | {start} | 1
SELECT day.starts_at, day.ends_at, a.counselor_id, a.sessions
FROM (
    SELECT * FROM unnest($2::timestamptz[], $3::timestamptz[]) AS one (starts_at, ends_at) LIMIT $7) AS day
  CROSS JOIN LATERAL (
    SELECT a.counselor_id, count(*) AS sessions FROM allocations a
    WHERE a.office_id = $1 AND a.starts_at >= day.starts_at AND a.starts_at < day.ends_at
      AND a.booking_id <> coalesce($5::uuid, '00000000-0000-0000-0000-000000000000')
      AND (a.expires_at IS NULL OR a.expires_at > $4)
    GROUP BY a.counselor_id) AS a
WHERE NOT EXISTS (
  SELECT FROM allocations h
  WHERE h.office_id = $1 AND h.booking_id = $5::uuid AND h.kind = 'hold' AND h.starts_at = $6::timestamptz
    AND h.expires_at > $4);
\endpipeline
\startpipeline
SAVEPOINT claim;
-- $ :office | {booking} | {start}
UPDATE allocations SET kind = 'session', expires_at = NULL
WHERE office_id = $1 AND booking_id = $2 AND kind = 'hold' AND starts_at = $3;
-- $ :office | {booking}
DELETE FROM allocations WHERE office_id = $1 AND booking_id = $2 AND kind = 'hold';
-- $ :office | {booking} | 'confirmation' | {terms} | 'phone' | {now} | 'zoom'
INSERT INTO consents (office_id, booking_id, kind, terms_version_id, channel, given_at, vendor)
VALUES ($1, $2, $3, $4, $5, $6, NULL), ($1, $2, 'vendor_terms', $4, $5, $6, $7);
-- $ :office | {booking} | 3 | {now} | {start} | {end} | {counselor} | {room} | {licence} | {no_show_at}
UPDATE bookings SET version = $3, status = 'confirmed', confirmed_at = $4, starts_at = $5, ends_at = $6,
  counselor_id = $7, room_id = $8, licence_id = $9, no_show_at = $10, ended_at = NULL
WHERE office_id = $1 AND id = $2;
-- $ :office | {booking} | 3 | 'confirmed' | 'offered' | 'confirmed' | {now} | 'phone' | NULL | NULL
-- $ | '{"offer":1,"start":"2026-09-17T00:00:00Z"}'
INSERT INTO booking_events (
  office_id, booking_id, version, kind, from_status, to_status, occurred_at, channel, reason, override_reason, data)
VALUES ($1, $2, $3, $4, $5::text, $6, $7, $8::text, $9::text, $10::text, $11);
-- $ :office | ARRAY[{booking}] | :office | 1
SELECT pg_advisory_xact_lock(hashtextextended('meeting_pool ' || pool.licence_id, $3))
FROM (
  SELECT DISTINCT b.licence_id
  FROM (SELECT one.id FROM unnest($2::uuid[]) AS one (id) LIMIT $4) AS wanted
    JOIN bookings b ON b.office_id = $1 AND b.id = wanted.id
  WHERE EXISTS (SELECT FROM meeting_pool p
    WHERE p.office_id = $1 AND p.licence_id = b.licence_id AND p.issued_at IS NULL)
  ORDER BY b.licence_id OFFSET 0) AS pool;
-- $ :office | ARRAY[{booking}] | {now}
WITH waiting AS (
  SELECT b.id, b.licence_id, row_number() OVER (PARTITION BY b.licence_id ORDER BY b.starts_at, b.id) AS turn
  FROM bookings b
  WHERE b.office_id = $1 AND b.id = ANY ($2) AND b.status IN ('confirmed', 'in_session')
    AND NOT EXISTS (SELECT FROM meetings m
      WHERE m.office_id = $1 AND m.booking_id = b.id AND m.revoked_at IS NULL)),
unused AS (
  SELECT p.id, p.licence_id, p.key_id, p.box,
    row_number() OVER (PARTITION BY p.licence_id ORDER BY p.added_at, p.id) AS turn
  FROM (SELECT DISTINCT licence_id FROM waiting) AS wanted
    CROSS JOIN LATERAL (
      SELECT p.id, p.licence_id, p.key_id, p.box, p.added_at FROM meeting_pool p
      WHERE p.office_id = $1 AND p.licence_id = wanted.licence_id AND p.issued_at IS NULL
      ORDER BY p.added_at, p.id LIMIT cardinality($2)) AS p),
taken AS (
  UPDATE meeting_pool p SET issued_at = $3, booking_id = w.id, box = NULL
  FROM waiting w JOIN unused u ON u.licence_id = w.licence_id AND u.turn = w.turn
  WHERE p.office_id = $1 AND p.id = u.id AND p.issued_at IS NULL
  RETURNING p.id, p.booking_id)
INSERT INTO meetings (office_id, booking_id, number, licence_id, pool_id, place, key_id, box)
SELECT $1, w.id,
  1 + coalesce((SELECT max(m.number) FROM meetings m WHERE m.office_id = $1 AND m.booking_id = w.id), 0),
  w.licence_id, u.id, coalesce(u.id, c.id), coalesce(u.key_id, c.key_id), coalesce(u.box, c.box)
FROM waiting w
  LEFT JOIN taken t ON t.booking_id = w.id
  LEFT JOIN unused u ON u.id = t.id
  LEFT JOIN licence_credentials c ON c.office_id = $1 AND c.licence_id = w.licence_id
WHERE coalesce(u.id, c.id) IS NOT NULL;
-- $ :office | {booking} | '{reminder_unconfirmed,lapsed,details,follow_up_details,reminder_day_before}'::text[]
UPDATE messages SET status = 'dropped'
WHERE office_id = $1 AND booking_id = $2 AND status = 'pending' AND kind = ANY ($3);
-- $ :office | gen_random_uuid() | {booking} | 3 | 'details' | {now} | '2026-09-17 15:00:00+00' | '{}'
INSERT INTO messages (
  office_id, id, booking_id, booking_version, kind, terms_version_id, due_at, next_attempt_at, deliver_by,
  expires_at, facts)
SELECT r.office_id, $2, r.id, $4, CASE WHEN untold.terms IS NULL THEN $5 ELSE 'follow_up_details' END,
  CASE $5 WHEN 'offer' THEN r.terms_version_id
    ELSE coalesce(untold.terms, ($8::jsonb ->> 'enclosed_terms')::uuid) END,
  due.at, due.at, $7::timestamptz,
  CASE
    WHEN $5 IN ('offer', 'reminder_unconfirmed') THEN r.deadline
    WHEN $5 IN ('details', 'follow_up_details') THEN r.ends_at
    WHEN $5 = 'reminder_day_before' THEN r.starts_at
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
    'terms_version', r.terms_version_id, 'decline_ground', r.decline_ground, 'cancel_class', r.cancel_class,
    'newer_terms_version', untold.terms, 'enclosed_terms', untold.terms))
    || $8
FROM booking_readings r
  JOIN offices o ON o.id = r.office_id
  JOIN services s ON s.office_id = r.office_id AND s.code = r.service_code
  CROSS JOIN LATERAL (
    SELECT greatest($6::timestamptz, max(m.due_at)) AS at FROM messages m
    WHERE m.office_id = $1 AND m.booking_id = $3 AND m.due_at <= m.created_at) AS due
  CROSS JOIN LATERAL (
    SELECT CASE WHEN $5 = 'details' AND r.newer_terms_version_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM messages m
        WHERE m.office_id = $1 AND m.booking_id = $3 AND m.status = 'delivered'
          AND m.terms_version_id = r.newer_terms_version_id)
      THEN r.newer_terms_version_id END AS terms) AS untold
WHERE r.office_id = $1 AND r.id = $3
ON CONFLICT (office_id, booking_id, kind, booking_version) DO NOTHING;
-- $ :office | gen_random_uuid() | {booking} | 3 | 'reminder_day_before' | {day_before} | NULL | '{}'
INSERT INTO messages (
  office_id, id, booking_id, booking_version, kind, terms_version_id, due_at, next_attempt_at, deliver_by,
  expires_at, facts)
SELECT r.office_id, $2, r.id, $4, CASE WHEN untold.terms IS NULL THEN $5 ELSE 'follow_up_details' END,
  CASE $5 WHEN 'offer' THEN r.terms_version_id
    ELSE coalesce(untold.terms, ($8::jsonb ->> 'enclosed_terms')::uuid) END,
  due.at, due.at, $7::timestamptz,
  CASE
    WHEN $5 IN ('offer', 'reminder_unconfirmed') THEN r.deadline
    WHEN $5 IN ('details', 'follow_up_details') THEN r.ends_at
    WHEN $5 = 'reminder_day_before' THEN r.starts_at
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
    'terms_version', r.terms_version_id, 'decline_ground', r.decline_ground, 'cancel_class', r.cancel_class,
    'newer_terms_version', untold.terms, 'enclosed_terms', untold.terms))
    || $8
FROM booking_readings r
  JOIN offices o ON o.id = r.office_id
  JOIN services s ON s.office_id = r.office_id AND s.code = r.service_code
  CROSS JOIN LATERAL (
    SELECT greatest($6::timestamptz, max(m.due_at)) AS at FROM messages m
    WHERE m.office_id = $1 AND m.booking_id = $3 AND m.due_at <= m.created_at) AS due
  CROSS JOIN LATERAL (
    SELECT CASE WHEN $5 = 'details' AND r.newer_terms_version_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM messages m
        WHERE m.office_id = $1 AND m.booking_id = $3 AND m.status = 'delivered'
          AND m.terms_version_id = r.newer_terms_version_id)
      THEN r.newer_terms_version_id END AS terms) AS untold
WHERE r.office_id = $1 AND r.id = $3
ON CONFLICT (office_id, booking_id, kind, booking_version) DO NOTHING;
-- $ :office | {booking}
SELECT * FROM booking_readings WHERE office_id = $1 AND id = $2;
\endpipeline
\startpipeline
-- $ :office | gen_random_uuid() | 'office_head' | 'counseling' | {request} | 'confirmBooking' | 'change'
-- $ | ARRAY[{booking}] | NULL | '0a1b2c3d' | ARRAY[{digest}] | NULL | 'done'
INSERT INTO audit_entries (
  office_id, id, role, purpose, request_id, operation, kind, booking_ids, subject_id, person_key_id,
  person_digests, waived_rule, outcome)
VALUES ($1, $2, $3, $4, $5::text, $6, $7, $8, $9::uuid, $10::text, $11, $12::text, $13);
COMMIT;
\endpipeline
