-- Retention: what an office no longer needs goes, and figures stay true. Persons' columns and free text are blanked, the
-- skeletons of bookings and events stay, records of use are deleted. docs/operations.md says how it is run.

-- The narrow door. Retention may write nothing but blanked_at: what a blanked row looks like is said here, by the triggers'
-- arguments, and sql/tests/retention.sql holds every column of the schema against them.

-- Of an object, or of each object of a list, only these members.
CREATE FUNCTION only_members(value jsonb, kept jsonb) RETURNS jsonb
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$
    SELECT CASE jsonb_typeof(value)
      WHEN 'object' THEN (
        SELECT coalesce(jsonb_object_agg(m.key, m.value), '{}') FROM jsonb_each(value) AS m WHERE kept ? m.key)
      WHEN 'array' THEN (
        SELECT coalesce(jsonb_agg(
          (SELECT coalesce(jsonb_object_agg(m.key, m.value), '{}') FROM jsonb_each(item) AS m WHERE kept ? m.key)
          ORDER BY place), '[]')
        FROM jsonb_array_elements(value) WITH ORDINALITY AS items (item, place))
    END
  $$;

-- Arguments: the columns that become empty, with what they then hold; the columns of which only some members stay. What
-- was absent before stays absent.
CREATE FUNCTION blank_row() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
DECLARE
  old_row jsonb := to_jsonb(OLD);
  blank jsonb := jsonb_build_object('blanked_at', app_now());
  named record;
BEGIN
  FOR named IN SELECT key, value FROM jsonb_each(TG_ARGV[0]::jsonb) WHERE old_row ->> key IS NOT NULL LOOP
    blank := blank || jsonb_build_object(named.key, named.value);
  END LOOP;
  FOR named IN SELECT key, value FROM jsonb_each(TG_ARGV[1]::jsonb) WHERE old_row ->> key IS NOT NULL LOOP
    blank := blank || jsonb_build_object(named.key, only_members(old_row -> named.key, named.value));
  END LOOP;
  RETURN jsonb_populate_record(OLD, blank);
END
$$;

DO $$
DECLARE
  relation text;
BEGIN
  -- what is blanked
  FOREACH relation IN ARRAY ARRAY[
    'seekers', 'bookings', 'booking_events', 'messages', 'meetings', 'contacts', 'incidents', 'refusals',
    'tasks', 'room_reservations', 'absences', 'maintenances'] LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN blanked_at timestamptz', relation);
  END LOOP;
  FOREACH relation IN ARRAY ARRAY[
    'seekers', 'bookings', 'booking_events', 'messages', 'meetings', 'contacts', 'incidents', 'refusals',
    'tasks', 'room_reservations', 'absences', 'maintenances',
    'disclosures'] LOOP
    EXECUTE format('GRANT UPDATE (blanked_at) ON %I TO madoguchi_maintenance', relation);
  END LOOP;
  -- retention enters one office after the other, and sees no other than the one it is in
  FOREACH relation IN ARRAY ARRAY[
    'seekers', 'bookings', 'booking_events', 'messages', 'meetings', 'contacts', 'incidents', 'refusals',
    'tasks', 'room_reservations', 'absences', 'maintenances',
    'disclosures', 'usage_events', 'usage_devices', 'retention_runs', 'policies'] LOOP
    EXECUTE format(
      'CREATE POLICY %I ON %I TO madoguchi_maintenance '
      'USING (office_id = nullif(current_setting(''app.office_id'', true), '''')::integer)',
      relation || '_maintenance', relation);
  END LOOP;
END
$$;

CREATE TRIGGER seekers_blank BEFORE UPDATE ON seekers
  FOR EACH ROW WHEN (current_user = 'madoguchi_maintenance')
  EXECUTE FUNCTION blank_row(
    '{"name": "", "kana": "", "job_seeker_number": null, "number_key_id": null, "number_digest": null}', '{}');
CREATE TRIGGER bookings_blank BEFORE UPDATE ON bookings
  FOR EACH ROW WHEN (current_user = 'madoguchi_maintenance')
  EXECUTE FUNCTION blank_row(
    '{"seeker_name": "", "seeker_kana": "", "seeker_number_typed": null, "outcome": null}',
    '{"companions": ["role", "late"]}');
CREATE TRIGGER booking_events_blank BEFORE UPDATE ON booking_events
  FOR EACH ROW WHEN (current_user = 'madoguchi_maintenance')
  EXECUTE FUNCTION blank_row(
    '{"reason": null, "override_reason": null}',
    '{"data": ["offer", "starts", "start", "vendor", "override", "from", "counselor", "room", "licence", "parent", "fields",
      "ground", "incident", "refusal"]}');
CREATE TRIGGER messages_blank BEFORE UPDATE ON messages
  FOR EACH ROW WHEN (current_user = 'madoguchi_maintenance')
  EXECUTE FUNCTION blank_row(
    '{}',
    '{"facts": ["office_code", "office_name", "office_phone", "time_zone", "service", "service_ja", "service_en", "minutes",
      "status", "channel", "starts_at", "ends_at", "vendor", "offer_starts", "deadline", "terms_version", "enclosed_terms",
      "decline_ground", "cancel_class"]}');
CREATE TRIGGER meetings_blank BEFORE UPDATE ON meetings
  FOR EACH ROW WHEN (current_user = 'madoguchi_maintenance')
  EXECUTE FUNCTION blank_row('{"box": null}', '{}');
CREATE TRIGGER contacts_blank BEFORE UPDATE ON contacts
  FOR EACH ROW WHEN (current_user = 'madoguchi_maintenance')
  EXECUTE FUNCTION blank_row('{"note": null}', '{}');
CREATE TRIGGER incidents_blank BEFORE UPDATE ON incidents
  FOR EACH ROW WHEN (current_user = 'madoguchi_maintenance')
  EXECUTE FUNCTION blank_row('{"note": null}', '{}');
CREATE TRIGGER refusals_blank BEFORE UPDATE ON refusals
  FOR EACH ROW WHEN (current_user = 'madoguchi_maintenance')
  EXECUTE FUNCTION blank_row('{"reason": "", "appeal": "", "lift_reason": ""}', '{}');
CREATE TRIGGER tasks_blank BEFORE UPDATE ON tasks
  FOR EACH ROW WHEN (current_user = 'madoguchi_maintenance')
  EXECUTE FUNCTION blank_row('{"note": null}', '{}');
CREATE TRIGGER room_reservations_blank BEFORE UPDATE ON room_reservations
  FOR EACH ROW WHEN (current_user = 'madoguchi_maintenance')
  EXECUTE FUNCTION blank_row('{"purpose": ""}', '{}');
CREATE TRIGGER absences_blank BEFORE UPDATE ON absences
  FOR EACH ROW WHEN (current_user = 'madoguchi_maintenance')
  EXECUTE FUNCTION blank_row('{"reason": ""}', '{}');
CREATE TRIGGER maintenances_blank BEFORE UPDATE ON maintenances
  FOR EACH ROW WHEN (current_user = 'madoguchi_maintenance')
  EXECUTE FUNCTION blank_row('{"reason": ""}', '{}');
CREATE TRIGGER disclosures_blank BEFORE UPDATE ON disclosures
  FOR EACH ROW WHEN (current_user = 'madoguchi_maintenance')
  EXECUTE FUNCTION blank_row(
    '{"legal_basis": "", "requester": "", "extension_reason": "", "refusal_reason": ""}', '{}');

-- A blanked booking makes no version and no event, so the guard of both rests for retention and for nobody else.
DROP TRIGGER bookings_guard ON bookings;
CREATE TRIGGER bookings_guard BEFORE INSERT OR UPDATE ON bookings
  FOR EACH ROW WHEN (current_user <> 'madoguchi_maintenance') EXECUTE FUNCTION bookings_guard();
DROP TRIGGER booking_events_stay ON booking_events;
CREATE TRIGGER booking_events_stay BEFORE UPDATE ON booking_events
  FOR EACH ROW WHEN (current_user <> 'madoguchi_maintenance') EXECUTE FUNCTION booking_events_stay();
CREATE TRIGGER booking_events_remain BEFORE DELETE ON booking_events
  FOR EACH ROW EXECUTE FUNCTION booking_events_stay();

-- What was blanked has no more history: nobody adds a text to it.
CREATE FUNCTION blanked_bookings_stay() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  RAISE EXCEPTION 'a blanked booking is closed' USING ERRCODE = 'MD002', CONSTRAINT = 'bookings_blanked_are_closed';
END
$$;
CREATE TRIGGER bookings_blanked_stay BEFORE UPDATE ON bookings
  FOR EACH ROW WHEN (OLD.blanked_at IS NOT NULL) EXECUTE FUNCTION blanked_bookings_stay();

-- What is blanked is empty, and only what is blanked may be.
ALTER TABLE seekers
  ADD CONSTRAINT seekers_blanked_are_nobody CHECK (blanked_at IS NULL OR name = '' AND job_seeker_number IS NULL);
ALTER TABLE bookings
  DROP CONSTRAINT bookings_seeker_name_length,
  ADD CONSTRAINT bookings_seeker_name_length CHECK (
    CASE WHEN blanked_at IS NULL THEN char_length(seeker_name) BETWEEN 1 AND 100 ELSE seeker_name = '' END),
  ADD CONSTRAINT bookings_blanked_are_over CHECK (
    blanked_at IS NULL OR status NOT IN ('received', 'offered', 'confirmed', 'in_session'));
ALTER TABLE tasks
  DROP CONSTRAINT tasks_made_by_hand_say_what,
  ADD CONSTRAINT tasks_made_by_hand_say_what CHECK (
    kind <> 'other' OR coalesce(note, '') <> '' OR blanked_at IS NOT NULL);
ALTER TABLE refusals
  DROP CONSTRAINT refusals_reason_length,
  DROP CONSTRAINT refusals_appeal_length,
  DROP CONSTRAINT refusals_lift_reason_length,
  ADD CONSTRAINT refusals_reason_length CHECK (blanked_at IS NOT NULL OR char_length(reason) BETWEEN 1 AND 2000),
  ADD CONSTRAINT refusals_appeal_length CHECK (blanked_at IS NOT NULL OR char_length(appeal) BETWEEN 1 AND 2000),
  ADD CONSTRAINT refusals_lift_reason_length CHECK (
    blanked_at IS NOT NULL OR char_length(lift_reason) BETWEEN 1 AND 2000);
ALTER TABLE room_reservations
  DROP CONSTRAINT room_reservations_purpose_length,
  ADD CONSTRAINT room_reservations_purpose_length CHECK (
    blanked_at IS NOT NULL OR char_length(purpose) BETWEEN 1 AND 200);
ALTER TABLE absences
  DROP CONSTRAINT absences_reason_length,
  ADD CONSTRAINT absences_reason_length CHECK (blanked_at IS NOT NULL OR char_length(reason) BETWEEN 1 AND 2000);
ALTER TABLE maintenances
  DROP CONSTRAINT maintenances_reason_length,
  ADD CONSTRAINT maintenances_reason_length CHECK (blanked_at IS NOT NULL OR char_length(reason) BETWEEN 1 AND 2000);

-- The day from which on an office keeps: so many months ago, by its own calendar.
CREATE FUNCTION kept_since(months integer, zone text) RETURNS date
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT ((app_now() AT TIME ZONE zone)::date - make_interval(months => months))::date $$;

CREATE VIEW retention_limits WITH (security_invoker = true) AS
  SELECT p.office_id,
    kept_since(p.usage_device_months, o.time_zone) AS usage_devices,
    kept_since(p.usage_event_months, o.time_zone) AS usage_events,
    kept_since(p.booking_months, o.time_zone)::timestamp AT TIME ZONE o.time_zone AS bookings,
    kept_since(p.record_months, o.time_zone)::timestamp AT TIME ZONE o.time_zone AS records
  FROM policies p JOIN offices o ON o.id = p.office_id;

-- What goes, table by table: a dry run counts these rows, a run takes them away. What an open disclosure reaches stays.
CREATE VIEW expired_usage_devices WITH (security_invoker = true) AS
  SELECT d.office_id, d.id
  FROM usage_devices d JOIN retention_limits l ON l.office_id = d.office_id
  WHERE d.date < l.usage_devices
    AND NOT EXISTS (
      SELECT FROM disclosed_usage u
      WHERE u.office_id = d.office_id AND u.is_open
        AND u.date = d.date AND u.device_key = d.device_key AND u.device_digest = d.device_digest);

CREATE VIEW expired_usage_events WITH (security_invoker = true) AS
  SELECT e.office_id, e.id
  FROM usage_events e JOIN retention_limits l ON l.office_id = e.office_id
  WHERE e.date < l.usage_events
    AND NOT EXISTS (SELECT FROM disclosed_usage u WHERE u.office_id = e.office_id AND u.id = e.id AND u.is_open);

-- A booking is over when it has ended and nothing happened to it for so long.
CREATE VIEW expired_bookings WITH (security_invoker = true) AS
  SELECT b.office_id, b.id
  FROM bookings b JOIN retention_limits l ON l.office_id = b.office_id
  WHERE b.blanked_at IS NULL AND b.created_at < l.bookings AND coalesce(b.ends_at, b.created_at) < l.bookings
    AND b.status NOT IN ('received', 'offered', 'confirmed', 'in_session')
    AND NOT EXISTS (
      SELECT FROM booking_events e
      WHERE e.office_id = b.office_id AND e.booking_id = b.id AND e.recorded_at >= l.bookings)
    AND NOT EXISTS (
      SELECT FROM disclosures x
      WHERE x.office_id = b.office_id AND x.given_at IS NULL AND x.refused_at IS NULL
        AND (x.booking_id = b.id OR x.seeker_id = b.seeker_id))
    -- a refusal in force is about what happened there
    AND NOT EXISTS (
      SELECT FROM refusals r
      WHERE r.office_id = b.office_id AND r.booking_id = b.id AND r.lifted_at IS NULL AND r.ends_at > app_now());

-- A decision is over when its term is, or when it was taken back.
CREATE VIEW expired_refusals WITH (security_invoker = true) AS
  SELECT r.office_id, r.id
  FROM refusals r JOIN retention_limits l ON l.office_id = r.office_id
  WHERE r.blanked_at IS NULL AND r.decided_at < l.records AND coalesce(r.lifted_at, r.ends_at) < l.records;

CREATE VIEW expired_incidents WITH (security_invoker = true) AS
  SELECT i.office_id, i.id
  FROM incidents i JOIN retention_limits l ON l.office_id = i.office_id
  WHERE i.blanked_at IS NULL AND i.created_at < l.bookings AND coalesce(i.withdrawn_at, i.ends_at) < l.bookings;

-- A person is forgotten with the last booking and the last decision.
CREATE VIEW expired_seekers WITH (security_invoker = true) AS
  SELECT s.office_id, s.id
  FROM seekers s JOIN retention_limits l ON l.office_id = s.office_id
  WHERE s.blanked_at IS NULL AND s.created_at < l.bookings
    AND NOT EXISTS (
      SELECT FROM bookings b
      WHERE b.office_id = s.office_id AND b.seeker_id = s.id AND b.blanked_at IS NULL
        AND NOT EXISTS (SELECT FROM expired_bookings x WHERE x.office_id = b.office_id AND x.id = b.id))
    AND NOT EXISTS (
      SELECT FROM disclosures x
      WHERE x.office_id = s.office_id AND x.seeker_id = s.id AND x.given_at IS NULL AND x.refused_at IS NULL)
    AND NOT EXISTS (
      SELECT FROM refusals r
      WHERE r.office_id = s.office_id AND r.seeker_id = s.id AND r.blanked_at IS NULL
        AND NOT EXISTS (SELECT FROM expired_refusals x WHERE x.office_id = r.office_id AND x.id = r.id));

CREATE VIEW expired_tasks WITH (security_invoker = true) AS
  SELECT t.office_id, t.id
  FROM tasks t JOIN retention_limits l ON l.office_id = t.office_id
  WHERE t.blanked_at IS NULL AND t.created_at < l.bookings AND coalesce(t.closed_at, t.created_at) < l.bookings;

CREATE VIEW expired_disclosures WITH (security_invoker = true) AS
  SELECT x.office_id, x.id
  FROM disclosures x JOIN retention_limits l ON l.office_id = x.office_id
  WHERE x.blanked_at IS NULL AND coalesce(x.given_at, x.refused_at) < l.records;

-- Whole batches, and none before an older one.
CREATE VIEW expired_audit_seals WITH (security_invoker = true) AS
  SELECT s.office_id, s.number, s.to_writer
  FROM audit_seals s JOIN retention_limits l ON l.office_id = s.office_id
  WHERE s.last_at < l.records
    AND NOT EXISTS (
      SELECT FROM audit_seals e WHERE e.office_id = s.office_id AND e.number < s.number AND e.last_at >= l.records);

CREATE VIEW expired_room_reservations WITH (security_invoker = true) AS
  SELECT r.office_id, r.id
  FROM room_reservations r JOIN retention_limits l ON l.office_id = r.office_id
  WHERE r.blanked_at IS NULL AND r.ends_at < l.bookings AND r.created_at < l.bookings;

CREATE VIEW expired_absences WITH (security_invoker = true) AS
  SELECT a.office_id, a.id
  FROM absences a JOIN retention_limits l ON l.office_id = a.office_id
  WHERE a.blanked_at IS NULL AND a.ends_at < l.bookings AND a.created_at < l.bookings;

CREATE VIEW expired_maintenances WITH (security_invoker = true) AS
  SELECT m.office_id, m.id
  FROM maintenances m JOIN retention_limits l ON l.office_id = m.office_id
  WHERE m.blanked_at IS NULL AND m.ends_at < l.bookings AND m.created_at < l.bookings;

-- what is not blanked yet, oldest first
CREATE INDEX bookings_to_be_blanked ON bookings (office_id, created_at) WHERE blanked_at IS NULL;
CREATE INDEX seekers_to_be_blanked ON seekers (office_id, created_at) WHERE blanked_at IS NULL;

-- Retention reads ids, instants and statuses: no name, no text, no sealed box.
GRANT SELECT ON offices TO madoguchi_maintenance;
GRANT SELECT (office_id, usage_device_months, usage_event_months, booking_months, record_months) ON policies
  TO madoguchi_maintenance;
GRANT SELECT ON
  retention_limits, disclosed_bookings, disclosed_usage, expired_usage_devices, expired_usage_events, expired_bookings,
  expired_seekers, expired_tasks, expired_disclosures, expired_audit_seals, expired_refusals,
  expired_incidents, expired_room_reservations, expired_absences, expired_maintenances
  TO madoguchi_maintenance;
GRANT SELECT (office_id, id, created_at, blanked_at) ON seekers TO madoguchi_maintenance;
GRANT SELECT (office_id, id, seeker_id, status, created_at, ends_at, blanked_at) ON bookings TO madoguchi_maintenance;
GRANT SELECT (office_id, booking_id, version, recorded_at, blanked_at) ON booking_events TO madoguchi_maintenance;
GRANT SELECT (office_id, booking_id, blanked_at) ON messages, contacts TO madoguchi_maintenance;
GRANT SELECT (office_id, id, ends_at, created_at, withdrawn_at, blanked_at) ON incidents TO madoguchi_maintenance;
GRANT SELECT (office_id, id, seeker_id, booking_id, ends_at, decided_at, lifted_at, blanked_at) ON refusals
  TO madoguchi_maintenance;
GRANT SELECT (office_id, booking_id, revoked_at, blanked_at) ON meetings TO madoguchi_maintenance;
GRANT SELECT (office_id, id, created_at, closed_at, blanked_at) ON tasks TO madoguchi_maintenance;
GRANT SELECT (office_id, id, ends_at, created_at, blanked_at) ON room_reservations, absences, maintenances
  TO madoguchi_maintenance;
GRANT SELECT (
  office_id, id, seeker_id, booking_id, used_from, used_until, given_at, refused_at, blanked_at) ON disclosures
  TO madoguchi_maintenance;
GRANT SELECT, DELETE ON usage_events TO madoguchi_maintenance;
GRANT SELECT (office_id, id, date, device_key, device_digest), DELETE ON usage_devices TO madoguchi_maintenance;
-- who ran it, and when, is left out: the database fills it from enter()
GRANT SELECT (office_id, id), INSERT (office_id, id, until, digest), UPDATE (counts, digest, finished_at)
  ON retention_runs TO madoguchi_maintenance;
