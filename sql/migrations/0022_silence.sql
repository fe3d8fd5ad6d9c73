-- Silence and refusal (Art. 6(6), 9, 12(1)): who got in touch, what was nobody's fault, and who is refused for a while.

ALTER TABLE policies
  ADD COLUMN refusal_review_window_days smallint NOT NULL DEFAULT 365,
  ADD CONSTRAINT policies_refusal_review_window_days_in_range CHECK (refusal_review_window_days BETWEEN 1 AND 3650);

-- From when on the present time is agreed; nothing while it is the one that was confirmed. A contact from before was about
-- another time.
ALTER TABLE bookings ADD COLUMN rescheduled_at timestamptz;

-- A supervisor's reason beside the action's own: a column and not a part of data, because retention blanks free texts.
ALTER TABLE booking_events
  ADD COLUMN override_reason text,
  ADD CONSTRAINT booking_events_override_reason_length CHECK (char_length(override_reason) <= 2000);

-- 連絡の記録: every contact about a firm booking, whether or not it ended the silence.
CREATE TABLE contacts (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  booking_id uuid NOT NULL,
  channel text NOT NULL,
  note text,
  received_at timestamptz NOT NULL,
  entered_at timestamptz NOT NULL DEFAULT app_now(),
  entered_by text NOT NULL DEFAULT app_actor(),
  CONSTRAINT contacts_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT contacts_channel_is_known CHECK (channel IN ('my_page', 'phone', 'counter')),
  CONSTRAINT contacts_note_length CHECK (char_length(note) <= 2000),
  CONSTRAINT contacts_are_not_of_the_future CHECK (received_at <= entered_at)
);
SELECT distribute_by_office('contacts');

-- 障害等 (Art. 9): an outage, an attack or a disaster is nobody's fault. Without a vendor it concerns every session,
-- without an end it goes on.
CREATE TABLE incidents (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  code text NOT NULL,
  vendor text,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz,
  -- stored, because under row-level security a comparison of coalesce() is no condition of an index
  over_at timestamptz GENERATED ALWAYS AS (coalesce(ends_at, 'infinity')) STORED,
  note text,
  created_at timestamptz NOT NULL DEFAULT app_now(),
  created_by text NOT NULL DEFAULT app_actor(),
  -- entered by mistake: it excuses nobody
  withdrawn_at timestamptz,
  CONSTRAINT incidents_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT incidents_code_is_known CHECK (code IN ('office_outage', 'vendor_outage', 'attack', 'disaster', 'other')),
  CONSTRAINT incidents_vendor_is_known CHECK (vendor IN ('zoom', 'teleoffice')),
  CONSTRAINT incidents_end_after_start CHECK (ends_at > starts_at),
  CONSTRAINT incidents_last_a_year_at_most CHECK (ends_at <= starts_at + interval '8784 hours'),
  CONSTRAINT incidents_note_length CHECK (char_length(note) <= 2000)
);
SELECT distribute_by_office('incidents');

-- お断り (Art. 6(6), 12(1)): decided by a named officer, approved by the office's head, for a term whose end is exclusive.
CREATE TABLE refusals (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  seeker_id uuid NOT NULL,
  -- the booking that led to it: the notice is about this one
  booking_id uuid NOT NULL,
  ground text NOT NULL,
  reason text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT app_now(),
  decided_by text NOT NULL DEFAULT app_actor(),
  approved_at timestamptz,
  approved_by text,
  -- when the notice was queued: once it is in force
  noticed_at timestamptz,
  appeal text,
  appealed_at timestamptz,
  appeal_entered_at timestamptz,
  appeal_entered_by text,
  lifted_at timestamptz,
  lifted_by text,
  lift_reason text,
  CONSTRAINT refusals_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT refusals_ground_is_known CHECK (ground IN ('silence', 'conduct', 'other_purpose')),
  CONSTRAINT refusals_reason_length CHECK (char_length(reason) BETWEEN 1 AND 2000),
  CONSTRAINT refusals_end_after_start CHECK (ends_at > starts_at),
  CONSTRAINT refusals_last_three_years_at_most CHECK (ends_at <= starts_at + interval '26304 hours'),
  CONSTRAINT refusals_approval_is_whole CHECK ((approved_at IS NULL) = (approved_by IS NULL)),
  CONSTRAINT refusals_are_approved_by_the_head CHECK (starts_with(approved_by, 'office_head:')),
  CONSTRAINT refusals_notice_follows_approval CHECK (noticed_at IS NULL OR approved_at IS NOT NULL),
  CONSTRAINT refusals_appeal_is_whole CHECK (
    num_nulls(appeal, appealed_at, appeal_entered_at, appeal_entered_by) IN (0, 4)),
  CONSTRAINT refusals_appeal_length CHECK (char_length(appeal) BETWEEN 1 AND 2000),
  CONSTRAINT refusals_lifting_is_whole CHECK (num_nulls(lifted_at, lifted_by, lift_reason) IN (0, 3)),
  CONSTRAINT refusals_lift_reason_length CHECK (char_length(lift_reason) BETWEEN 1 AND 2000),
  -- a person is refused once at a time
  CONSTRAINT refusals_one_at_a_time EXCLUDE USING gist (
    office_id WITH =, seeker_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (approved_at IS NOT NULL AND lifted_at IS NULL)
);
SELECT distribute_by_office('refusals');

ALTER TABLE contacts ADD CONSTRAINT contacts_booking_fkey
  FOREIGN KEY (office_id, booking_id) REFERENCES bookings (office_id, id);
ALTER TABLE incidents ADD CONSTRAINT incidents_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE refusals ADD CONSTRAINT refusals_seeker_fkey
  FOREIGN KEY (office_id, seeker_id) REFERENCES seekers (office_id, id);
ALTER TABLE refusals ADD CONSTRAINT refusals_booking_fkey
  FOREIGN KEY (office_id, booking_id) REFERENCES bookings (office_id, id);

ALTER TABLE contacts ENABLE ROW LEVEL SECURITY;
ALTER TABLE contacts FORCE ROW LEVEL SECURITY;
CREATE POLICY contacts_owner ON contacts TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY contacts_app ON contacts TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
ALTER TABLE incidents ENABLE ROW LEVEL SECURITY;
ALTER TABLE incidents FORCE ROW LEVEL SECURITY;
CREATE POLICY incidents_owner ON incidents TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY incidents_app ON incidents TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
ALTER TABLE refusals ENABLE ROW LEVEL SECURITY;
ALTER TABLE refusals FORCE ROW LEVEL SECURITY;
CREATE POLICY refusals_owner ON refusals TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY refusals_app ON refusals TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);

-- Orders what is decided about a person: an application against the refusal it meets, and one counted booking against the
-- next. After any row lock, and sorted, so that nobody waits in a circle.
CREATE FUNCTION lock_seekers(seekers uuid[]) RETURNS void
  LANGUAGE plpgsql
  AS $$
DECLARE
  key bigint;
BEGIN
  -- the seed keeps these keys apart from those of lock_slots(), which counts days with it
  FOR key IN SELECT DISTINCT hashtextextended(seeker::text, -4000000) FROM unnest(seekers) AS wanted (seeker) ORDER BY 1
  LOOP
    PERFORM pg_advisory_xact_lock(key);
  END LOOP;
END
$$;

CREATE INDEX contacts_by_booking ON contacts (office_id, booking_id, entered_at, id);
CREATE INDEX incidents_by_start ON incidents (office_id, starts_at, id) WHERE withdrawn_at IS NULL;
-- what excuses a silence ends after its start: all the years of what is over come before
CREATE INDEX incidents_by_end ON incidents (office_id, over_at, id) WHERE withdrawn_at IS NULL;
CREATE INDEX refusals_by_booking ON refusals (office_id, booking_id);
CREATE INDEX refusals_by_decision ON refusals (office_id, decided_at, id);
CREATE INDEX refusals_to_be_noticed ON refusals (office_id, starts_at)
  WHERE approved_at IS NOT NULL AND lifted_at IS NULL AND noticed_at IS NULL;

DROP VIEW booking_event_readings, booking_readings, bookings_by_the_clock;

-- See 0006, 0013. What is new: silence is nobody's fault while an incident of the meeting's vendor, or of all, touches the
-- time in which the user was waited for, from the start until, exclusively, no_show_at. excused_by is such an incident.
-- It is looked for only where a booking would otherwise be deemed cancelled, so that reading the others costs nothing more.
CREATE VIEW bookings_by_the_clock WITH (security_invoker = true) AS
  SELECT b.*,
    b.version + CASE
      WHEN b.status = 'offered' AND b.lapses_at <= app_now() THEN 1
      WHEN b.status = 'confirmed' AND b.no_show_at <= app_now() AND b.excused_by IS NULL THEN 1
      ELSE 0
    END AS version_now,
    CASE
      WHEN b.status = 'offered' AND b.lapses_at <= app_now() THEN 'lapsed'
      WHEN b.status = 'confirmed' AND b.no_show_at <= app_now() AND b.excused_by IS NULL THEN 'no_show'
      ELSE b.status
    END AS status_now
  FROM (
    SELECT b.*,
      CASE WHEN b.status = 'confirmed' AND b.no_show_at <= app_now() THEN (
        SELECT i.id FROM incidents i
        WHERE i.office_id = b.office_id AND i.withdrawn_at IS NULL
          AND i.starts_at < b.no_show_at AND i.over_at > b.starts_at
          AND (i.vendor IS NULL OR i.vendor = (
            SELECT l.vendor FROM licences l WHERE l.office_id = b.office_id AND l.id = b.licence_id))
        ORDER BY i.over_at, i.id LIMIT 1)
      END AS excused_by
    FROM bookings b) AS b;
GRANT SELECT ON bookings_by_the_clock TO madoguchi_app;

-- As it was in 0013.
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

-- See 0011; it now tells an override's reason too.
CREATE VIEW booking_event_readings WITH (security_invoker = true) AS
  SELECT office_id, booking_id, version, kind, from_status, to_status, occurred_at, recorded_at,
    CASE WHEN kind IN ('lapsed', 'no_show') THEN 'clock' ELSE actor END AS actor,
    channel, reason, override_reason, data
  FROM booking_events
  UNION ALL
  SELECT office_id, id, version_now, status_now, status, status_now,
    CASE status_now WHEN 'lapsed' THEN lapses_at ELSE no_show_at END,
    app_now(), 'clock', NULL, NULL, NULL, '{}'::jsonb
  FROM bookings_by_the_clock
  WHERE version_now > version;
GRANT SELECT ON booking_event_readings TO madoguchi_app;

-- A refusal as it stands at this instant; Scheduling's RefusalStatus holds the same rule and a test compares the two.
-- notice_version tells its message from those of earlier refusals about the same booking, which ended and has no new version.
CREATE VIEW refusals_by_the_clock WITH (security_invoker = true) AS
  SELECT r.*,
    b.version + (
      SELECT count(*) FROM refusals earlier
      WHERE earlier.office_id = r.office_id AND earlier.booking_id = r.booking_id AND earlier.noticed_at IS NOT NULL
    )::integer AS notice_version,
    CASE
      WHEN r.lifted_at IS NOT NULL THEN 'lifted'
      WHEN r.ends_at <= app_now() THEN 'expired'
      WHEN r.approved_at IS NULL THEN 'proposed'
      WHEN r.starts_at > app_now() THEN 'approved'
      ELSE 'in_force'
    END AS status_now
  FROM refusals r JOIN bookings b ON b.office_id = r.office_id AND b.id = r.booking_id;

-- who entered what, and when, is left out: the database fills it from enter(), and nobody can say otherwise
GRANT SELECT ON contacts, incidents, refusals, refusals_by_the_clock TO madoguchi_app;
GRANT INSERT (office_id, id, booking_id, channel, note, received_at) ON contacts TO madoguchi_app;
GRANT INSERT (office_id, id, code, vendor, starts_at, ends_at, note) ON incidents TO madoguchi_app;
GRANT UPDATE (ends_at, note, withdrawn_at) ON incidents TO madoguchi_app;
GRANT INSERT (office_id, id, seeker_id, booking_id, ground, reason, starts_at, ends_at, approved_at, approved_by)
  ON refusals TO madoguchi_app;
GRANT UPDATE (
  ground, reason, starts_at, ends_at, approved_at, approved_by, noticed_at, appeal, appealed_at, appeal_entered_at,
  appeal_entered_by, lifted_at, lifted_by, lift_reason) ON refusals TO madoguchi_app;
GRANT UPDATE (rescheduled_at) ON bookings TO madoguchi_app;
GRANT INSERT (override_reason) ON booking_events TO madoguchi_app;
