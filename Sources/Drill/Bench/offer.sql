-- What comes before a confirmation, after apply.sql: the offer, and the booking read once more.
-- {now} '2026-09-16 00:01:00+00'
-- {booking} ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid
-- {person} ('00000000-0000-4000-8004-' || lpad(:k, 12, '0'))::uuid
-- {counselor} ('00000000-0000-4000-8001-' || lpad(:client_id, 12, '0'))::uuid
-- {room} ('00000000-0000-4000-8002-' || lpad(:client_id, 12, '0'))::uuid
-- {licence} ('00000000-0000-4000-8003-' || lpad(:client_id, 12, '0'))::uuid
-- {start} (timestamptz '2026-09-17 00:00:00+00' + :day * interval '1 day' + :step * interval '30 minutes')
-- {end} (timestamptz '2026-09-17 00:30:00+00' + :day * interval '1 day' + :step * interval '30 minutes')
-- {midnight} (timestamptz '2026-09-16 15:00:00+00' + :day * interval '1 day')
-- {next_midnight} (timestamptz '2026-09-17 15:00:00+00' + :day * interval '1 day')
-- {day_earlier} (timestamptz '2026-09-16 00:00:00+00' + :day * interval '1 day' + :step * interval '30 minutes')
-- {at_most_until} (timestamptz '2026-09-17 08:00:00+00' + :day * interval '1 day' + :step * interval '30 minutes')
-- {deadline} '2026-09-18 15:00:00+00'
-- {actor} 'office_head:00000000-0000-4000-8000-000000000000'
-- {request} '0123456789abcdef0123456789abcdef'
-- {digest} sha256('28990-00000001')
-- {terms} (SELECT t.id FROM terms_versions t LIMIT 1)
-- the offer
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
-- $ :office | 'online_counseling' | {now} | {now}
SELECT id FROM office_terms
WHERE office_id = $1 AND service_group = $2 AND effective_from <= $3 AND announced_at <= $4
ORDER BY distance, effective_from DESC
LIMIT 1;
-- $ :office | NULL | {booking} | NULL | {now}
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
-- $ :office | {booking} | ARRAY[{start}] | {now} | ARRAY[{day_earlier}] | ARRAY[{at_most_until}] | NULL | 1
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
-- $ :office | ARRAY[{midnight}] | ARRAY[{next_midnight}] | {now} | {booking} | NULL | 1
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
-- $ ARRAY[{counselor}, {room}, {licence}, {person}] | array_fill(date '2026-09-17' + :day::integer, ARRAY[4])
SELECT lock_slots($1, $2);
-- $ :office | {booking}
DELETE FROM allocations WHERE office_id = $1 AND booking_id = $2;
-- $ :office | {now} | ARRAY[{start}] | ARRAY[{end}] | ARRAY[{counselor}] | ARRAY[{room}] | ARRAY[{licence}]
-- $ | {person} | ARRAY[{day_earlier}] | 1
DELETE FROM allocations WHERE office_id = $1 AND id IN (
  SELECT hold.id
  FROM (
      SELECT *
      FROM unnest($3::timestamptz[], $4::timestamptz[], $9::timestamptz[], $5::uuid[], $6::uuid[], $7::uuid[])
        AS one (starts_at, ends_at, after, counselor_id, room_id, licence_id)
      LIMIT $10) AS wanted
    CROSS JOIN LATERAL (
      SELECT a.id FROM allocations a
      WHERE a.office_id = $1 AND a.kind = 'hold' AND a.expires_at <= $2
        AND a.starts_at > wanted.after AND a.starts_at < wanted.ends_at
        AND a.during && tstzrange(wanted.starts_at, wanted.ends_at)
        AND (a.counselor_id = wanted.counselor_id OR a.room_id = wanted.room_id
          OR a.licence_id = wanted.licence_id OR a.seeker_id = $8::uuid)
      OFFSET 0) AS hold);
-- $ :office | ARRAY[{booking}] | ARRAY[{start}] | ARRAY[{end}] | ARRAY[{counselor}] | ARRAY[{room}]
-- $ | ARRAY[{licence}] | {person} | {booking} | {deadline}
INSERT INTO allocations (
  office_id, id, kind, during, starts_at, counselor_id, room_id, licence_id, seeker_id, booking_id, expires_at)
SELECT $1, wanted.id, CASE WHEN $10::timestamptz IS NULL THEN 'session' ELSE 'hold' END,
  tstzrange(wanted.starts_at, wanted.ends_at), wanted.starts_at,
  wanted.counselor_id, wanted.room_id, wanted.licence_id, $8, $9, $10
FROM unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::uuid[], $6::uuid[], $7::uuid[])
  AS wanted (id, starts_at, ends_at, counselor_id, room_id, licence_id)
ON CONFLICT DO NOTHING;
-- $ :office | {booking} | 1 | ARRAY[{start}] | 30 | 'zoom' | {terms} | {deadline} | NULL
INSERT INTO offers (
  office_id, booking_id, number, starts, minutes, vendor, terms_version_id, deadline, waived_rule)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::text);
-- $ :office | {booking} | 2 | 1 | {deadline}
UPDATE bookings SET version = $3, status = 'offered', offer_number = $4, lapses_at = $5
WHERE office_id = $1 AND id = $2;
-- $ :office | {booking} | 2 | 'offered' | 'received' | 'offered' | {now} | NULL | NULL | NULL
-- $ | '{"offer":1,"starts":["2026-09-17T00:00:00Z"],"vendor":"zoom"}'
INSERT INTO booking_events (
  office_id, booking_id, version, kind, from_status, to_status, occurred_at, channel, reason, override_reason, data)
VALUES ($1, $2, $3, $4, $5::text, $6, $7, $8::text, $9::text, $10::text, $11);
-- $ :office | {booking} | '{offer,reminder_unconfirmed}'::text[]
UPDATE messages SET status = 'dropped'
WHERE office_id = $1 AND booking_id = $2 AND status = 'pending' AND kind = ANY ($3);
-- $ :office | gen_random_uuid() | {booking} | 2 | 'offer' | {now} | NULL | '{}'
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
-- $ :office | gen_random_uuid() | {booking} | 2 | 'reminder_unconfirmed' | '2026-09-17 00:00:00+00' | NULL | '{}'
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
-- $ :office | gen_random_uuid() | 'office_head' | 'counseling' | {request} | 'offerBooking' | 'change'
-- $ | ARRAY[{booking}] | NULL | '0a1b2c3d' | ARRAY[{digest}] | NULL | 'done'
INSERT INTO audit_entries (
  office_id, id, role, purpose, request_id, operation, kind, booking_ids, subject_id, person_key_id,
  person_digests, waived_rule, outcome)
VALUES ($1, $2, $3, $4, $5::text, $6, $7, $8, $9::uuid, $10::text, $11, $12::text, $13);
COMMIT;
\endpipeline
-- the booking, read once more
\startpipeline
BEGIN;
-- $ :office | {now} | {actor}
SELECT enter($1, $2, $3);
-- $ :office | {booking}
SELECT * FROM booking_readings WHERE office_id = $1 AND id = $2;
SET LOCAL synchronous_commit TO off;
-- $ :office | {booking} | gen_random_uuid() | 'office_head' | 'counseling' | {request} | 'getBooking' | 'read' | NULL
-- $ | 'done'
INSERT INTO audit_entries (
  office_id, id, role, purpose, request_id, operation, kind, booking_ids, subject_id, person_key_id,
  person_digests, outcome)
SELECT b.office_id, $3, $4, $5, $6::text, $7, $8, ARRAY[b.id], $9::uuid, s.number_key_id,
  array_remove(ARRAY[s.number_digest], NULL), $10
FROM bookings b JOIN seekers s ON s.office_id = b.office_id AND s.id = b.seeker_id
WHERE b.office_id = $1 AND b.id = $2;
COMMIT;
\endpipeline
