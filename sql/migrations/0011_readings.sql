-- A booking with everything an answer about it shows, as it reads at this instant. What the terms deem (lapsed at the
-- deadline, no-show ten minutes in) is already in status_now and version_now: see bookings_by_the_clock.
CREATE VIEW booking_readings WITH (security_invoker = true) AS
  SELECT b.*,
    s.job_seeker_number,
    t.minutes,
    o.starts AS offer_starts,
    o.minutes AS offer_minutes,
    o.vendor,
    o.terms_version_id,
    o.offered_at,
    o.deadline,
    c.name AS counselor_name,
    r.name AS room_name,
    l.name AS licence_name,
    l.vendor AS licence_vendor
  FROM bookings_by_the_clock b
    JOIN seekers s ON s.office_id = b.office_id AND s.id = b.seeker_id
    JOIN service_types t ON t.code = b.service_code
    LEFT JOIN offers o ON o.office_id = b.office_id AND o.booking_id = b.id AND o.number = b.offer_number
    LEFT JOIN counselors c ON c.office_id = b.office_id AND c.id = b.counselor_id
    LEFT JOIN rooms r ON r.office_id = b.office_id AND r.id = b.room_id
    LEFT JOIN licences l ON l.office_id = b.office_id AND l.id = b.licence_id;
GRANT SELECT ON booking_readings TO madoguchi_app;

-- The events of a booking, the deemed one included although no worker has written it down yet.
CREATE VIEW booking_event_readings WITH (security_invoker = true) AS
  SELECT office_id, booking_id, version, kind, from_status, to_status, occurred_at, recorded_at,
    CASE WHEN kind IN ('lapsed', 'no_show') THEN 'clock' ELSE actor END AS actor,
    channel, reason, data
  FROM booking_events
  UNION ALL
  SELECT office_id, id, version_now, status_now, status, status_now,
    CASE status_now WHEN 'lapsed' THEN lapses_at ELSE no_show_at END,
    app_now(), 'clock', NULL, NULL, '{}'::jsonb
  FROM bookings_by_the_clock
  WHERE version_now > version;
GRANT SELECT ON booking_event_readings TO madoguchi_app;
