import Postgres

extension Crowd {
  /// Ten of everything for an office.
  static func equipping(_ office: Int) -> [Statement] {
    [
      Statement(
        """
        INSERT INTO counselors (office_id, id, name)
        SELECT $1, ('00000000-0000-4000-8001-' || lpad(u::text, 12, '0'))::uuid, '相談員' || u
        FROM generate_series(0, $2 - 1) AS u
        """, office, capacity),
      Statement(
        """
        INSERT INTO counselor_services (office_id, counselor_id, service_code)
        SELECT office_id, id, 'consultation' FROM counselors WHERE office_id = $1
        """, office),
      Statement(
        """
        INSERT INTO rooms (office_id, id, name)
        SELECT $1, ('00000000-0000-4000-8002-' || lpad(u::text, 12, '0'))::uuid, 'ブース' || u
        FROM generate_series(0, $2 - 1) AS u
        """, office, capacity),
      Statement(
        """
        INSERT INTO licences (office_id, id, vendor, name)
        SELECT $1, ('00000000-0000-4000-8003-' || lpad(u::text, 12, '0'))::uuid, 'zoom', 'Zoom-' || u
        FROM generate_series(0, $2 - 1) AS u
        """, office, capacity),
    ]
  }

  /// Its bookings, 240 a day at most: the first hundred in ``week``, the others on the days before and after in turn.
  static func filling(_ office: Int, _ count: Int) -> [Statement] {
    [
      Statement(
        """
        CREATE TEMPORARY TABLE crowd ON COMMIT DROP AS
        SELECT ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid AS id,
          ('00000000-0000-4000-8004-' || lpad((i % person.count)::text, 12, '0'))::uuid AS seeker,
          ('00000000-0000-4000-8001-' || lpad((i % 10)::text, 12, '0'))::uuid AS counselor,
          ('00000000-0000-4000-8002-' || lpad((i % 10)::text, 12, '0'))::uuid AS room,
          ('00000000-0000-4000-8003-' || lpad((i % 10)::text, 12, '0'))::uuid AS licence,
          place.start, place.start + interval '30 minutes' AS stop,
          CASE WHEN place.start < '2026-09-16 00:00:00+00' THEN 'held' ELSE 'confirmed' END AS status
        FROM (SELECT greatest(100, $1 / 5) AS count) AS person,
          generate_series(0, $1::integer - 1) AS i
          CROSS JOIN LATERAL (SELECT (i - 100) / 240 AS day, (i - 100) / 10 % 24 AS step) AS far
          CROSS JOIN LATERAL (SELECT CASE
            WHEN i < 100 THEN timestamptz '2026-10-05 00:00:00+00' + i / 20 * interval '1 day' + i / 10 % 2 * interval '1 hour'
            WHEN far.day % 2 = 0 THEN timestamptz '2026-10-03 23:00:00+00' - far.day / 2 * interval '1 day'
              + far.step * interval '30 minutes'
            ELSE timestamptz '2026-10-11 23:00:00+00' + far.day / 2 * interval '1 day' + far.step * interval '30 minutes'
          END AS start) AS place
        """, count),
      Statement(
        """
        INSERT INTO seekers (office_id, id, name, kana, job_seeker_number, registration_kind, my_page, created_at)
        SELECT $1, seeker, '職安 太郎', 'ショクアン タロウ', '28990-' || right(seeker::text, 8), 'full', true, app_now()
        FROM (SELECT DISTINCT seeker FROM crowd) AS persons
        """, office),
      Statement(
        """
        INSERT INTO consents (office_id, booking_id, kind, terms_version_id, channel, given_at, vendor)
        SELECT $1, c.id, k.kind, t.id, 'my_page', app_now(), CASE k.kind WHEN 'vendor_terms' THEN 'zoom' END
        FROM crowd c CROSS JOIN (SELECT min(id::text)::uuid AS id FROM terms_versions) AS t
          CROSS JOIN unnest(ARRAY['application', 'confirmation', 'vendor_terms']) AS k (kind)
        """, office),
      Statement(
        """
        INSERT INTO bookings (
          office_id, id, version, status, origin, service_code, channel, terms_acknowledged, created_at, minutes, seeker_id,
          seeker_name, seeker_kana, seeker_number_typed, registration_kind, my_page, declares_device, declares_camera,
          declares_app, wishes, offer_number, lapses_at, confirmed_at, starts_at, ends_at, counselor_id, room_id, licence_id,
          no_show_at, started_at, ended_at)
        SELECT $1, id, 3, status, 'application', 'consultation', 'my_page', true, start - interval '9 days', 30, seeker,
          '職安 太郎', 'ショクアン タロウ', '28990-' || right(seeker::text, 8), 'full', true, true, true,
          true, ARRAY[start], 1, start - interval '7 days', start - interval '8 days', start, stop, counselor, room, licence,
          start + interval '10 minutes', CASE status WHEN 'held' THEN start END, CASE status WHEN 'held' THEN stop END
        FROM crowd
        """, office),
      Statement(
        """
        INSERT INTO offers (office_id, booking_id, number, starts, minutes, vendor, terms_version_id, offered_at, deadline)
        SELECT $1, id, 1, ARRAY[start], 30, 'zoom', (SELECT min(t.id::text)::uuid FROM terms_versions t),
          start - interval '9 days', start - interval '7 days'
        FROM crowd
        """, office),
      Statement(
        """
        INSERT INTO allocations (
          office_id, id, kind, during, starts_at, counselor_id, room_id, licence_id, seeker_id, booking_id)
        SELECT $1, id, 'session', tstzrange(start, stop), start, counselor, room, licence, seeker, id FROM crowd
        """, office),
    ]
  }
}
