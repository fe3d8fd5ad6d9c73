-- 候補日時提示 (Art. 6(3)): the times and the terms version that one message showed. A newer offer replaces an older one.

CREATE TABLE offers (
  office_id integer NOT NULL,
  booking_id uuid NOT NULL,
  number integer NOT NULL,
  starts timestamptz[] NOT NULL,
  minutes smallint NOT NULL,
  vendor text NOT NULL,
  terms_version_id uuid NOT NULL,
  offered_at timestamptz NOT NULL DEFAULT app_now(),
  deadline timestamptz NOT NULL,
  CONSTRAINT offers_pkey PRIMARY KEY (office_id, booking_id, number),
  CONSTRAINT offers_number_is_positive CHECK (number > 0),
  CONSTRAINT offers_hold_one_to_ten_slots CHECK (cardinality(starts) BETWEEN 1 AND 10),
  CONSTRAINT offers_minutes_in_range CHECK (minutes BETWEEN 5 AND 480),
  CONSTRAINT offers_vendor_is_known CHECK (vendor IN ('zoom', 'teleoffice')),
  CONSTRAINT offers_deadline_lies_ahead CHECK (deadline > offered_at)
);
SELECT distribute_by_office('offers');
ALTER TABLE offers ADD CONSTRAINT offers_booking_fkey
  FOREIGN KEY (office_id, booking_id) REFERENCES bookings (office_id, id);
ALTER TABLE offers ADD CONSTRAINT offers_terms_fkey FOREIGN KEY (terms_version_id) REFERENCES terms_versions (id);
ALTER TABLE offers ENABLE ROW LEVEL SECURITY;
ALTER TABLE offers FORCE ROW LEVEL SECURITY;
CREATE POLICY offers_owner ON offers TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY offers_app ON offers TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);

GRANT SELECT ON offers TO madoguchi_app;
GRANT INSERT (office_id, booking_id, number, starts, minutes, vendor, terms_version_id, deadline) ON offers TO madoguchi_app;
