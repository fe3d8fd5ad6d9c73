-- The rest of a booking's life: what the user was heard to say and do around the session, how an application is refused,
-- and the length of a session, which is fixed when the booking is made.

ALTER TABLE policies
  ADD COLUMN environment_check_required_at text NOT NULL DEFAULT 'start',
  ADD COLUMN refusal_review_threshold smallint NOT NULL DEFAULT 2,
  ADD COLUMN usage_events boolean NOT NULL DEFAULT true,
  ADD CONSTRAINT policies_environment_check_required_at_is_known CHECK (
    environment_check_required_at IN ('start', 'confirm')),
  ADD CONSTRAINT policies_refusal_review_threshold_in_range CHECK (refusal_review_threshold BETWEEN 1 AND 100);

ALTER TABLE bookings
  ADD COLUMN minutes smallint,
  ADD COLUMN wished_counselor_id uuid,
  -- when the user got in touch, and when the user was in the meeting: either ends the waiting for a no-show
  ADD COLUMN contacted_at timestamptz,
  ADD COLUMN joined_at timestamptz,
  -- Art. 5(1)-(6): six answers of one instant
  ADD COLUMN environment jsonb,
  ADD COLUMN environment_checked_at timestamptz,
  ADD COLUMN decline_ground text;

-- Row-level security binds the owner too, so every office is entered; the instant is nobody's, because nothing is
-- recorded. The guard rests: a length that was always meant makes no new version.
ALTER TABLE bookings DISABLE TRIGGER bookings_guard;
DO $$
DECLARE
  office integer;
  filled bigint;
BEGIN
  FOR office IN SELECT id FROM offices ORDER BY id LOOP
    PERFORM enter(office, 'epoch', 'migration');
    UPDATE bookings b SET minutes = t.minutes FROM service_types t WHERE b.office_id = office AND t.code = b.service_code;
    GET DIAGNOSTICS filled = ROW_COUNT;
    IF filled <> (SELECT count(*) FROM bookings WHERE office_id = office) THEN
      RAISE EXCEPTION 'office %: a booking was left without its minutes', office;
    END IF;
  END LOOP;
END
$$;
ALTER TABLE bookings ENABLE TRIGGER bookings_guard;

-- SET NOT NULL reads the whole table, past row-level security: an office that was not entered would stop it here
ALTER TABLE bookings ALTER COLUMN minutes SET NOT NULL;
ALTER TABLE bookings ADD CONSTRAINT bookings_wished_counselor_fkey
  FOREIGN KEY (office_id, wished_counselor_id) REFERENCES counselors (office_id, id);
ALTER TABLE bookings
  ADD CONSTRAINT bookings_minutes_in_range CHECK (minutes BETWEEN 5 AND 480),
  -- Art. 6(6): silence has a limit until somebody was heard of
  DROP CONSTRAINT bookings_confirmed_has_no_show_at,
  ADD CONSTRAINT bookings_silence_has_a_limit CHECK (
    status <> 'confirmed'
    OR CASE WHEN no_show_at IS NULL THEN num_nonnulls(contacted_at, joined_at) > 0 ELSE no_show_at > starts_at END),
  ADD CONSTRAINT bookings_environment_is_dated CHECK ((environment IS NULL) = (environment_checked_at IS NULL)),
  ADD CONSTRAINT bookings_environment_has_six_answers CHECK (
    environment IS NULL
    OR jsonb_typeof(environment) = 'object'
      AND environment ?& ARRAY['uninfected', 'connection', 'os', 'firewall', 'no_file_sharing', 'antivirus']
      AND environment - ARRAY['uninfected', 'connection', 'os', 'firewall', 'no_file_sharing', 'antivirus'] = '{}'
      AND NOT environment @? 'strict $.* ? (@.type() <> "boolean")'),
  ADD CONSTRAINT bookings_decline_ground_is_known CHECK (
    (status = 'declined') = (decline_ground IS NOT NULL)
    AND decline_ground IN ('not_eligible', 'refused', 'conduct', 'no_slot', 'other'));

-- what the sweep asks at a slot's end: who was heard of and never started, and what was never closed
CREATE INDEX bookings_to_be_closed ON bookings (office_id, ends_at)
  WHERE status = 'in_session' OR status = 'confirmed' AND no_show_at IS NULL;

ALTER TABLE offers
  ADD COLUMN waived_rule text,
  ADD CONSTRAINT offers_waived_rule_is_known CHECK (
    waived_rule IN ('confirm_cutoff', 'outside_hours', 'closed_day', 'job_seeker_number'));

ALTER TABLE booking_events
  DROP CONSTRAINT booking_events_kind_is_known,
  ADD CONSTRAINT booking_events_kind_is_known CHECK (kind IN (
    'received', 'offered', 'confirmed', 'started', 'completed', 'cancelled', 'lapsed', 'no_show',
    'withdrawn', 'declined', 'terminated', 'contacted', 'joined', 'environment_checked', 'amended',
    'rescheduled', 'reassigned', 'no_show_reversed'));

-- The views list their columns once and for all, so new columns need new views; what is new in them is said here.
DROP VIEW booking_event_readings, booking_readings, bookings_by_the_clock;

-- See 0006. A confirmed booking whose user was heard of has no instant from which it is deemed cancelled.
CREATE VIEW bookings_by_the_clock WITH (security_invoker = true) AS
  SELECT b.*,
    b.version + CASE
      WHEN b.status = 'offered' AND b.lapses_at <= app_now() OR b.status = 'confirmed' AND b.no_show_at <= app_now() THEN 1
      ELSE 0
    END AS version_now,
    CASE
      WHEN b.status = 'offered' AND b.lapses_at <= app_now() THEN 'lapsed'
      WHEN b.status = 'confirmed' AND b.no_show_at <= app_now() THEN 'no_show'
      ELSE b.status
    END AS status_now
  FROM bookings b;
GRANT SELECT ON bookings_by_the_clock TO madoguchi_app;

-- See 0011. Minutes are the booking's own; a name differs when the person known under the number has another.
CREATE VIEW booking_readings WITH (security_invoker = true) AS
  SELECT b.*,
    s.job_seeker_number,
    s.job_seeker_number IS NOT NULL AND s.name <> b.seeker_name AS name_differs,
    o.starts AS offer_starts,
    o.minutes AS offer_minutes,
    o.vendor,
    o.terms_version_id,
    o.offered_at,
    o.deadline,
    o.waived_rule,
    c.name AS counselor_name,
    r.name AS room_name,
    l.name AS licence_name,
    l.vendor AS licence_vendor
  FROM bookings_by_the_clock b
    JOIN seekers s ON s.office_id = b.office_id AND s.id = b.seeker_id
    LEFT JOIN offers o ON o.office_id = b.office_id AND o.booking_id = b.id AND o.number = b.offer_number
    LEFT JOIN counselors c ON c.office_id = b.office_id AND c.id = b.counselor_id
    LEFT JOIN rooms r ON r.office_id = b.office_id AND r.id = b.room_id
    LEFT JOIN licences l ON l.office_id = b.office_id AND l.id = b.licence_id;
GRANT SELECT ON booking_readings TO madoguchi_app;

-- As it was in 0011.
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

-- what is said may be corrected before the end; origin, service, channel, minutes and the time of arrival stay
GRANT UPDATE (
  seeker_id, seeker_name, seeker_kana, seeker_number_typed, registration_kind, my_page,
  declares_device, declares_camera, declares_app, wishes, companions,
  contacted_at, joined_at, environment, environment_checked_at, decline_ground) ON bookings TO madoguchi_app;
GRANT UPDATE (counselor_id, room_id, licence_id, seeker_id, during, starts_at) ON allocations TO madoguchi_app;
GRANT INSERT (waived_rule) ON offers TO madoguchi_app;
