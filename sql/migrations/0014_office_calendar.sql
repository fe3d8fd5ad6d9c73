-- When an office is open and what it gives there: its own services, weekly hours that can be changed one by one, closures
-- and special openings, and the national holidays as they were gazetted.

-- 国民の祝日・休日: a fact about the country, written by `madoguchi holiday import`. The table is the authority for every
-- year it has a day of; for any other year the law's algorithm stands in (Scheduling/Calendar).
CREATE TABLE holidays (
  date date NOT NULL,
  name text NOT NULL,
  CONSTRAINT holidays_pkey PRIMARY KEY (date),
  CONSTRAINT holidays_name_length CHECK (char_length(name) BETWEEN 1 AND 100)
);
SELECT copy_to_every_node('holidays');

-- An office's services. A code is never given to another service: bookings of the past name it. The length is what a new
-- booking takes; bookings.minutes keeps what it was.
CREATE TABLE services (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  code text NOT NULL,
  name_ja text NOT NULL,
  name_en text NOT NULL,
  minutes smallint NOT NULL,
  retired_at timestamptz,
  CONSTRAINT services_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT services_code_key UNIQUE (office_id, code),
  CONSTRAINT services_code_is_a_word CHECK (code ~ '^[a-z][a-z0-9_]{0,39}$'),
  CONSTRAINT services_name_ja_length CHECK (char_length(name_ja) BETWEEN 1 AND 100),
  CONSTRAINT services_name_en_length CHECK (char_length(name_en) BETWEEN 1 AND 100),
  CONSTRAINT services_minutes_in_range CHECK (minutes BETWEEN 5 AND 480)
);

-- Days on which an office departs from the common calendar. Without windows it is closed; with windows it opens specially,
-- and they take the place of the weekly ones. Minutes since local midnight, as in weekly_hours.
CREATE FUNCTION windows_are_disjoint(opens smallint[], closes smallint[]) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$
    SELECT bool_and((0 <= opening AND opening < closing AND closing <= 1440 AND earlier <= opening) IS TRUE)
    FROM (
      SELECT opening, closing, lag(closing, 1, 0::smallint) OVER (ORDER BY place) AS earlier
      FROM unnest(opens, closes) WITH ORDINALITY AS given (opening, closing, place)
    ) AS windows
  $$;
CREATE TABLE closures (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  date date NOT NULL,
  opens smallint[],
  closes smallint[],
  reason text NOT NULL,
  retired_at timestamptz,
  CONSTRAINT closures_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT closures_windows_are_disjoint CHECK (
    num_nulls(opens, closes) = 2
    OR num_nulls(opens, closes) = 0 AND cardinality(opens) BETWEEN 1 AND 10
      AND coalesce(windows_are_disjoint(opens, closes), false)),
  CONSTRAINT closures_reason_length CHECK (char_length(reason) BETWEEN 1 AND 500)
);

SELECT distribute_by_office('services');
SELECT distribute_by_office('closures');
ALTER TABLE services ADD CONSTRAINT services_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE closures ADD CONSTRAINT closures_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE services ENABLE ROW LEVEL SECURITY;
ALTER TABLE services FORCE ROW LEVEL SECURITY;
CREATE POLICY services_owner ON services TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY services_app ON services TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
ALTER TABLE closures ENABLE ROW LEVEL SECURITY;
ALTER TABLE closures FORCE ROW LEVEL SECURITY;
CREATE POLICY closures_owner ON closures TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY closures_app ON closures TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE UNIQUE INDEX closures_one_a_day ON closures (office_id, date) WHERE retired_at IS NULL;

-- A weekly window is changed and taken away by its id; one that was taken away stays, as every resource does.
ALTER TABLE weekly_hours
  ADD COLUMN id uuid,
  ADD COLUMN retired_at timestamptz,
  DROP CONSTRAINT weekly_hours_pkey,
  DROP CONSTRAINT weekly_hours_never_overlap;

-- The owner too must enter an office to reach its rows. The old key makes the new id, because a random one would differ
-- from node to node. Every office gets the four services of the terms.
DO $$
DECLARE
  office integer;
BEGIN
  FOR office IN SELECT id FROM offices ORDER BY id LOOP
    PERFORM enter(office, 'epoch', 'migration');
    UPDATE weekly_hours
      SET id = md5(
        office::text || ' ' || weekday::text || ' ' || opens::text || ' ' || (valid_from - date '1955-01-01')::text)::uuid
      WHERE office_id = office;
    INSERT INTO services (office_id, id, code, name_ja, name_en, minutes)
      SELECT office, md5(office::text || ' ' || code)::uuid, code, name_ja, name_en, minutes FROM service_types;
    IF EXISTS (SELECT FROM bookings b WHERE b.office_id = office
        AND NOT EXISTS (SELECT FROM services s WHERE s.office_id = office AND s.code = b.service_code)) THEN
      RAISE EXCEPTION 'office %: a booking was left without its service', office;
    END IF;
  END LOOP;
END
$$;

-- SET NOT NULL reads the whole table, past row-level security: an office that was not entered would stop it here
ALTER TABLE weekly_hours ALTER COLUMN id SET NOT NULL;
ALTER TABLE weekly_hours
  ADD CONSTRAINT weekly_hours_pkey PRIMARY KEY (office_id, id),
  ADD CONSTRAINT weekly_hours_never_overlap EXCLUDE USING gist (
    office_id WITH =, weekday WITH =,
    int4range(opens, closes) WITH &&, daterange(valid_from, valid_until) WITH &&) WHERE (retired_at IS NULL);

-- A booking's service is one of its own office.
ALTER TABLE bookings DROP CONSTRAINT bookings_service_fkey;
ALTER TABLE bookings ADD CONSTRAINT bookings_service_fkey
  FOREIGN KEY (office_id, service_code) REFERENCES services (office_id, code);
ALTER TABLE counselor_services DROP CONSTRAINT counselor_services_service_fkey;
ALTER TABLE counselor_services ADD CONSTRAINT counselor_services_service_fkey
  FOREIGN KEY (office_id, service_code) REFERENCES services (office_id, code);
DROP TABLE service_types;

GRANT SELECT ON holidays TO madoguchi_app;
GRANT SELECT, INSERT ON services, closures, weekly_hours TO madoguchi_app;
-- a retired code comes back with a new id; nothing refers to the id
GRANT UPDATE (id, name_ja, name_en, minutes, retired_at) ON services TO madoguchi_app;
GRANT UPDATE (date, opens, closes, reason, retired_at) ON closures TO madoguchi_app;
GRANT UPDATE (weekday, opens, closes, valid_from, valid_until, retired_at) ON weekly_hours TO madoguchi_app;
