-- What comes before an offer on an office's day: who asks what is free, takes an application and looks at the day.
-- offer.sql and confirm.sql follow in the same script; confirm.sql says how they are written.
-- {now} '2026-09-16 00:01:00+00'
-- {booking} ('00000000-0000-4000-8000-' || lpad(:k, 12, '0'))::uuid
-- {person} ('00000000-0000-4000-8004-' || lpad(:k, 12, '0'))::uuid
-- {start} (timestamptz '2026-09-17 00:00:00+00' + :day * interval '1 day' + :step * interval '30 minutes')
-- {midnight} (timestamptz '2026-09-16 15:00:00+00' + :day * interval '1 day')
-- {next_midnight} (timestamptz '2026-09-17 15:00:00+00' + :day * interval '1 day')
-- {actor} 'office_head:00000000-0000-4000-8000-000000000000'
-- {request} '0123456789abcdef0123456789abcdef'
-- {digest} sha256('28990-00000001')
-- {entries} ARRAY[md5('entry' || :k)::uuid, md5('other' || :k)::uuid]
-- {terms} (SELECT t.id FROM terms_versions t LIMIT 1)
-- {number} ('28990-' || lpad(:k, 8, '0'))
\set n :i + 1
\set day :n % 50 + 1
\set step :n / 50
\set k :client_id * 1000000 + :n
-- availability of a week
\startpipeline
BEGIN READ ONLY;
-- $ :office | {now} | {actor}
SELECT enter($1, $2, $3);
-- $ :office | 'consultation'
SELECT minutes FROM services WHERE office_id = $1 AND code = $2 AND retired_at IS NULL;
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
-- $ :office | 'consultation' | NULL | NULL | {now}
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
-- $ :office | ARRAY[timestamptz '2026-09-16 15:00:00+00'] | ARRAY[timestamptz '2026-09-23 15:00:00+00'] | {now}
-- $ | ARRAY[timestamptz '2026-09-15 15:00:00+00'] | 1
SELECT a.*
FROM (
    SELECT * FROM unnest($2::timestamptz[], $3::timestamptz[], $5::timestamptz[]) AS one (starts_at, ends_at, after)
    LIMIT $6) AS wanted
  CROSS JOIN LATERAL (
    SELECT a.starts_at, upper(a.during), a.booking_id, a.counselor_id, a.room_id, a.licence_id, a.seeker_id
    FROM taken_times a
    WHERE a.office_id = $1 AND a.starts_at > wanted.after AND a.starts_at < wanted.ends_at
      AND a.during && tstzrange(wanted.starts_at, wanted.ends_at)
      AND (a.expires_at IS NULL OR a.expires_at > $4)
    OFFSET 0) AS a;
COMMIT;
\endpipeline
-- an application
\startpipeline
BEGIN;
-- $ :office | {now} | {actor}
SELECT enter($1, $2, $3);
-- $ :office
SELECT pg_advisory_xact_lock_shared(hashtextextended('calendar', $1));
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
-- $ :office | 'consultation'
SELECT minutes FROM services WHERE office_id = $1 AND code = $2 AND retired_at IS NULL;
-- $ :office | 'online_counseling' | {now} | {now}
SELECT id FROM office_terms
WHERE office_id = $1 AND service_group = $2 AND effective_from <= $3 AND announced_at <= $4
ORDER BY distance, effective_from DESC
LIMIT 1;
-- $ :office | {number}
SELECT lock_seekers(ARRAY(SELECT id FROM seekers WHERE office_id = $1 AND job_seeker_number = $2));
-- $ :office | {number}
SELECT r.id FROM refusals_by_the_clock r
WHERE r.office_id = $1 AND r.status_now = 'in_force' AND r.seeker_id = (
  SELECT s.id FROM seekers s WHERE s.office_id = $1 AND s.job_seeker_number = $2);
\endpipeline
\startpipeline
-- $ :office | {person} | '職安 太郎' | 'ショクアン タロウ' | {number} | 'full' | true | '0a1b2c3d' | {digest}
INSERT INTO seekers (
  office_id, id, name, kana, job_seeker_number, registration_kind, my_page, number_key_id, number_digest)
VALUES ($1, $2, $3, $4, $5::text, $6, $7, $8::text, $9::bytea)
ON CONFLICT (office_id, job_seeker_number) DO NOTHING;
-- $ :office | {booking} | 'consultation' | 'my_page' | {person} | {number} | '職安 太郎' | 'ショクアン タロウ' | {number}
-- $ | 'full' | true | true | true | true | ARRAY[{start}] | '[]' | 30 | NULL
INSERT INTO bookings (
  office_id, id, status, origin, service_code, channel, terms_acknowledged,
  seeker_id, seeker_name, seeker_kana, seeker_number_typed, registration_kind, my_page,
  declares_device, declares_camera, declares_app, wishes, companions, minutes,
  wished_counselor_id)
SELECT s.office_id, $2, 'received', 'application', $3, $4, true,
  s.id, $7, $8, $9::text, $10, $11, $12, $13, $14, $15, $16, $17, $18::uuid
FROM seekers s
WHERE s.office_id = $1 AND (s.id = $5 OR s.job_seeker_number = $6::text);
-- $ :office | {booking} | 1 | 'received' | NULL | 'received' | {now} | 'my_page' | NULL | NULL | '{}'
INSERT INTO booking_events (
  office_id, booking_id, version, kind, from_status, to_status, occurred_at, channel, reason, override_reason, data)
VALUES ($1, $2, $3, $4, $5::text, $6, $7, $8::text, $9::text, $10::text, $11);
-- $ :office | ('00000000-0000-4000-8005-' || lpad(:k, 12, '0'))::uuid | 'name_differs' | {booking} | {now}
INSERT INTO tasks (office_id, id, kind, booking_id)
SELECT $1, $2, $3, r.id FROM booking_readings r WHERE r.office_id = $1 AND r.id = $4 AND r.name_differs
ON CONFLICT (office_id, booking_id, kind) WHERE kind <> 'other' DO UPDATE
  SET created_at = $5, closed_at = NULL, closed_by = NULL;
-- $ :office | {booking} | {terms} | 'my_page' | {now} | false
INSERT INTO consents (office_id, booking_id, kind, terms_version_id, channel, given_at, terms_pointed_out)
VALUES ($1, $2, 'application', $3, $4, $5, $6);
-- $ :office | {booking}
SELECT * FROM booking_readings WHERE office_id = $1 AND id = $2;
\endpipeline
\startpipeline
-- $ :office | gen_random_uuid() | 'office_head' | 'counseling' | {request} | 'receiveApplication' | 'change'
-- $ | ARRAY[{booking}] | NULL | '0a1b2c3d' | ARRAY[{digest}] | NULL | 'done'
INSERT INTO audit_entries (
  office_id, id, role, purpose, request_id, operation, kind, booking_ids, subject_id, person_key_id,
  person_digests, waived_rule, outcome)
VALUES ($1, $2, $3, $4, $5::text, $6, $7, $8, $9::uuid, $10::text, $11, $12::text, $13);
COMMIT;
\endpipeline
-- the bookings of the day: whom they show, and then they
\startpipeline
BEGIN ISOLATION LEVEL REPEATABLE READ;
-- $ :office | {now} | {actor}
SELECT enter($1, $2, $3);
SET LOCAL synchronous_commit TO off;
-- $ :office | 'office_head' | 'counseling' | {request} | 'listBookings' | NULL | {entries} | '{0a1b2c3d}'
-- $ | {midnight} | {next_midnight} | NULL | NULL | NULL | NULL | NULL | 51
INSERT INTO audit_entries (
  office_id, role, purpose, request_id, operation, subject_id, kind, outcome, id, booking_ids, person_key_id,
  person_digests)
SELECT $1, $2, $3, $4::text, $5, $6::uuid, 'read', 'done', ($7::uuid[])[shown.key],
  array_agg(shown.id ORDER BY shown.created_at, shown.id),
  CASE WHEN count(shown.digest) > 0 THEN ($8::text[])[shown.key] END,
  coalesce(array_agg(DISTINCT shown.digest) FILTER (WHERE shown.digest IS NOT NULL), '{}')
FROM (
  SELECT b.id, b.created_at, coalesce(array_position($8::text[], s.number_key_id), 1) AS key,
    CASE WHEN s.number_key_id = ANY ($8::text[]) THEN s.number_digest END AS digest
  FROM bookings_by_the_clock b JOIN seekers s ON s.office_id = b.office_id AND s.id = b.seeker_id
  WHERE b.office_id = $1
    AND b.starts_at >= greatest($9::timestamptz, '-infinity') AND b.starts_at < least($10::timestamptz, 'infinity')
    AND ($11::text[] IS NULL OR b.status_now = ANY ($11))
    AND ($12::uuid IS NULL OR b.counselor_id = $12)
    AND ($13::uuid IS NULL OR b.seeker_id = $13)
    AND ($14::timestamptz IS NULL OR (b.created_at, b.id) > ($14, $15::uuid))
  ORDER BY b.created_at, b.id
  LIMIT $16) AS shown
GROUP BY shown.key;
-- $ :office | {now} | {entries}
SELECT * FROM booking_readings
WHERE office_id = $1 AND id = ANY (ARRAY(
  SELECT unnest(e.booking_ids) FROM audit_entries e WHERE e.office_id = $1 AND e.at = $2 AND e.id = ANY ($3)))
ORDER BY created_at, id;
COMMIT;
\endpipeline
