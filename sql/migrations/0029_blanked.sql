-- What retention takes, and what it has taken (Art. 8): what an open disclosure reaches stays whole, decisions and tasks
-- included; an open task is not over; and nobody writes a text again where one was blanked.

CREATE OR REPLACE VIEW expired_refusals WITH (security_invoker = true) AS
  SELECT r.office_id, r.id
  FROM refusals r JOIN retention_limits l ON l.office_id = r.office_id
  WHERE r.blanked_at IS NULL AND r.decided_at < l.records AND coalesce(r.lifted_at, r.ends_at) < l.records
    AND NOT EXISTS (
      SELECT FROM disclosures x
      WHERE x.office_id = r.office_id AND x.given_at IS NULL AND x.refused_at IS NULL
        AND (x.seeker_id = r.seeker_id OR x.booking_id = r.booking_id));

GRANT SELECT (booking_id) ON tasks TO madoguchi_maintenance;
CREATE OR REPLACE VIEW expired_tasks WITH (security_invoker = true) AS
  SELECT t.office_id, t.id
  FROM tasks t JOIN retention_limits l ON l.office_id = t.office_id
  WHERE t.blanked_at IS NULL AND t.created_at < l.bookings AND t.closed_at < l.bookings
    AND NOT EXISTS (
      SELECT FROM bookings b
        JOIN disclosures x ON x.office_id = b.office_id AND (x.booking_id = b.id OR x.seeker_id = b.seeker_id)
      WHERE b.office_id = t.office_id AND b.id = t.booking_id AND x.given_at IS NULL AND x.refused_at IS NULL);

-- as bookings_blanked_stay, for every other row that a person may change
CREATE FUNCTION blanked_rows_stay() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  RAISE EXCEPTION 'a blanked row is closed'
    USING ERRCODE = 'MD002', CONSTRAINT = TG_TABLE_NAME || '_blanked_are_closed';
END
$$;
CREATE TRIGGER tasks_blanked_stay BEFORE UPDATE ON tasks
  FOR EACH ROW WHEN (OLD.blanked_at IS NOT NULL) EXECUTE FUNCTION blanked_rows_stay();
CREATE TRIGGER incidents_blanked_stay BEFORE UPDATE ON incidents
  FOR EACH ROW WHEN (OLD.blanked_at IS NOT NULL) EXECUTE FUNCTION blanked_rows_stay();
CREATE TRIGGER refusals_blanked_stay BEFORE UPDATE ON refusals
  FOR EACH ROW WHEN (OLD.blanked_at IS NOT NULL) EXECUTE FUNCTION blanked_rows_stay();
CREATE TRIGGER absences_blanked_stay BEFORE UPDATE ON absences
  FOR EACH ROW WHEN (OLD.blanked_at IS NOT NULL) EXECUTE FUNCTION blanked_rows_stay();
CREATE TRIGGER room_reservations_blanked_stay BEFORE UPDATE ON room_reservations
  FOR EACH ROW WHEN (OLD.blanked_at IS NOT NULL) EXECUTE FUNCTION blanked_rows_stay();
CREATE TRIGGER maintenances_blanked_stay BEFORE UPDATE ON maintenances
  FOR EACH ROW WHEN (OLD.blanked_at IS NOT NULL) EXECUTE FUNCTION blanked_rows_stay();
CREATE TRIGGER disclosures_blanked_stay BEFORE UPDATE ON disclosures
  FOR EACH ROW WHEN (OLD.blanked_at IS NOT NULL) EXECUTE FUNCTION blanked_rows_stay();
