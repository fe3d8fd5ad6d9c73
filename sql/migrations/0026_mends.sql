-- What the schema had left open or said twice, each with its reason.

-- A maintenance is of a room or of a licence, and either leads to the office.
ALTER TABLE maintenances DROP CONSTRAINT maintenances_office_fkey;

-- Art. 6(6): an application that meets a refusal is received and declined at once, two events of one transaction, so that
-- every application has the same first event. Those of before get theirs: the decline counts one version up. The rules
-- that keep history as it is rest for it; row-level security binds the owner, so every office is entered.
ALTER TABLE bookings DISABLE TRIGGER bookings_guard;
ALTER TABLE bookings DISABLE TRIGGER bookings_blanked_stay;
ALTER TABLE booking_events DISABLE TRIGGER booking_events_stay;
DO $$
DECLARE
  office integer;
BEGIN
  FOR office IN SELECT id FROM offices ORDER BY id LOOP
    PERFORM enter(office, 'epoch', 'migration');
    UPDATE messages m SET booking_version = 2
    FROM booking_events e
    WHERE m.office_id = office AND m.kind = 'declined' AND m.booking_version = 1
      AND e.office_id = office AND e.booking_id = m.booking_id AND e.version = 1 AND e.kind = 'declined';
    UPDATE bookings b SET version = 2
    FROM booking_events e
    WHERE b.office_id = office AND b.version = 1
      AND e.office_id = office AND e.booking_id = b.id AND e.version = 1 AND e.kind = 'declined';
    UPDATE booking_events SET version = 2, from_status = 'received'
    WHERE office_id = office AND version = 1 AND kind = 'declined';
    INSERT INTO booking_events (
        office_id, booking_id, version, kind, to_status, occurred_at, recorded_at, actor, channel, blanked_at)
      SELECT office, e.booking_id, 1, 'received', 'received', e.occurred_at, e.recorded_at, e.actor, e.channel, e.blanked_at
      FROM booking_events e
      WHERE e.office_id = office AND e.version = 2 AND e.kind = 'declined'
        AND NOT EXISTS (
          SELECT FROM booking_events f WHERE f.office_id = office AND f.booking_id = e.booking_id AND f.version = 1);
    IF EXISTS (SELECT FROM booking_events WHERE office_id = office AND version = 1 AND kind NOT IN ('received', 'confirmed'))
    THEN
      RAISE EXCEPTION 'office %: a booking neither begins as received nor as firm', office;
    END IF;
  END LOOP;
END
$$;
ALTER TABLE bookings ENABLE TRIGGER bookings_guard;
ALTER TABLE bookings ENABLE TRIGGER bookings_blanked_stay;
ALTER TABLE booking_events ENABLE TRIGGER booking_events_stay;

-- See 0006. Nothing begins as declined any more.
CREATE OR REPLACE FUNCTION bookings_guard() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM app_now();
  IF TG_OP = 'INSERT' THEN
    IF (NEW.origin, NEW.status) NOT IN (('application', 'received'), ('in_session', 'confirmed')) OR NEW.version <> 1 THEN
      RAISE EXCEPTION 'a booking begins as an application or as a follow-up'
        USING ERRCODE = 'MD001', CONSTRAINT = 'bookings_transition_is_legal';
    END IF;
  ELSIF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'a change of a booking counts its version up by one'
      USING ERRCODE = 'MD001', CONSTRAINT = 'bookings_version_counts';
  ELSIF NOT booking_may_become(OLD.status, NEW.status)
    AND NOT (NEW.status = OLD.status AND NEW.status IN ('received', 'offered', 'confirmed', 'in_session')) THEN
    RAISE EXCEPTION 'a booking cannot become % after %', NEW.status, OLD.status
      USING ERRCODE = 'MD001', CONSTRAINT = 'bookings_transition_is_legal';
  END IF;
  RETURN NEW;
END
$$;

-- Whether somebody has run retention today already: several machines serve, and one of them does it.
GRANT SELECT (started_at, finished_at) ON retention_runs TO madoguchi_maintenance;

-- How far an office's chain has come. The seals alone cannot say that their newest ones are gone: what is left is a whole
-- chain. A row an office, which only goes forward, and only to what was sealed.
CREATE TABLE audit_heads (
  office_id integer NOT NULL,
  -- the newest batch
  number bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT audit_heads_pkey PRIMARY KEY (office_id)
);
SELECT distribute_by_office('audit_heads');
ALTER TABLE audit_heads ADD CONSTRAINT audit_heads_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE audit_heads ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_heads FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_heads_owner ON audit_heads TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY audit_heads_app ON audit_heads TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY audit_heads_maintenance ON audit_heads TO madoguchi_maintenance USING (true);

CREATE FUNCTION audit_heads_advance() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  IF TG_OP = 'INSERT' OR TG_OP = 'UPDATE' AND NEW.office_id = OLD.office_id AND NEW.number > OLD.number THEN
    IF EXISTS (
      SELECT FROM audit_seals s WHERE s.office_id = NEW.office_id AND s.number = NEW.number AND s.hash = NEW.hash)
    THEN
      RETURN NULL;
    END IF;
  END IF;
  RAISE EXCEPTION 'the head of the audit follows its seals, forward'
    USING ERRCODE = 'MD002', CONSTRAINT = 'audit_heads_go_forward';
END
$$;

-- Chains of before begin to be followed here; one whose batches retention has all dropped, with its next batch.
DO $$
DECLARE
  office integer;
BEGIN
  FOR office IN SELECT id FROM offices ORDER BY id LOOP
    PERFORM enter(office, 'epoch', 'migration');
    INSERT INTO audit_heads (office_id, number, hash)
      SELECT s.office_id, s.number, s.hash FROM audit_seals s
      WHERE s.office_id = office ORDER BY s.number DESC LIMIT 1;
  END LOOP;
END
$$;

CREATE TRIGGER audit_heads_advance AFTER INSERT OR UPDATE OR DELETE ON audit_heads
  FOR EACH ROW EXECUTE FUNCTION audit_heads_advance();

-- Whoever seals advances the head, without a word of its own.
CREATE FUNCTION audit_seals_lead() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  INSERT INTO audit_heads (office_id, number, hash) VALUES (NEW.office_id, NEW.number, NEW.hash)
  ON CONFLICT (office_id) DO UPDATE SET number = excluded.number, hash = excluded.hash
    WHERE audit_heads.number < excluded.number;
  RETURN NULL;
END
$$;
CREATE TRIGGER audit_seals_lead AFTER INSERT ON audit_seals
  FOR EACH ROW EXECUTE FUNCTION audit_seals_lead();

GRANT SELECT ON audit_heads TO madoguchi_app;
GRANT SELECT, INSERT, UPDATE (number, hash) ON audit_heads TO madoguchi_maintenance;

-- A message that was delivered, given up or dropped is a change like any other: the relay leaves its entry, in the office of
-- the message, and reads none.
CREATE POLICY audit_entries_relay ON audit_entries TO madoguchi_relay
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
GRANT INSERT (office_id, id, role, purpose, operation, kind, booking_ids, subject_id, outcome)
  ON audit_entries TO madoguchi_relay;
