-- Art. 6(6), 12(1): whoever approves approves what was read. A refusal counts its changes, a client may name the one it
-- knows, and a correction is the decision of who made it. The notice alone is no change.

ALTER TABLE refusals ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE refusals ADD CONSTRAINT refusals_version_is_positive CHECK (version > 0);

CREATE FUNCTION refusals_count() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  NEW.version := OLD.version + 1;
  IF (NEW.ground, NEW.reason, NEW.starts_at, NEW.ends_at) IS DISTINCT FROM (OLD.ground, OLD.reason, OLD.starts_at, OLD.ends_at)
  THEN
    NEW.decided_at := app_now();
    NEW.decided_by := app_actor();
  END IF;
  RETURN NEW;
END
$$;
-- after refusals_blanked_stay, and not for retention, which decides nothing
CREATE TRIGGER refusals_count BEFORE UPDATE ON refusals
  FOR EACH ROW WHEN (current_user = 'madoguchi_app' AND NEW.noticed_at IS NOT DISTINCT FROM OLD.noticed_at)
  EXECUTE FUNCTION refusals_count();

-- As it was in 0022; a view lists its columns once and for all.
DROP VIEW refusals_by_the_clock;
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
GRANT SELECT ON refusals_by_the_clock TO madoguchi_app;
