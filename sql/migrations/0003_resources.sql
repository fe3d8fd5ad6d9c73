-- What a session needs besides a person who seeks work: a counselor, a room, a licence. Retired, never deleted:
-- bookings of the past still name them.

-- 職業相談員
CREATE TABLE counselors (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  retired_at timestamptz,
  CONSTRAINT counselors_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT counselors_name_length CHECK (char_length(name) BETWEEN 1 AND 100)
);
SELECT distribute_by_office('counselors');
ALTER TABLE counselors ADD CONSTRAINT counselors_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE counselors ENABLE ROW LEVEL SECURITY;
ALTER TABLE counselors FORCE ROW LEVEL SECURITY;
CREATE POLICY counselors_owner ON counselors TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY counselors_app ON counselors TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE UNIQUE INDEX counselors_name_key ON counselors (office_id, name) WHERE retired_at IS NULL;

-- Which services a counselor offers.
CREATE TABLE counselor_services (
  office_id integer NOT NULL,
  counselor_id uuid NOT NULL,
  service_code text NOT NULL,
  CONSTRAINT counselor_services_pkey PRIMARY KEY (office_id, counselor_id, service_code)
);
SELECT distribute_by_office('counselor_services');
ALTER TABLE counselor_services ADD CONSTRAINT counselor_services_counselor_fkey
  FOREIGN KEY (office_id, counselor_id) REFERENCES counselors (office_id, id);
ALTER TABLE counselor_services ADD CONSTRAINT counselor_services_service_fkey
  FOREIGN KEY (service_code) REFERENCES service_types (code);
ALTER TABLE counselor_services ENABLE ROW LEVEL SECURITY;
ALTER TABLE counselor_services FORCE ROW LEVEL SECURITY;
CREATE POLICY counselor_services_owner ON counselor_services TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY counselor_services_app ON counselor_services TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);

-- 個室ブース
CREATE TABLE rooms (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  retired_at timestamptz,
  CONSTRAINT rooms_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT rooms_name_length CHECK (char_length(name) BETWEEN 1 AND 100)
);
SELECT distribute_by_office('rooms');
ALTER TABLE rooms ADD CONSTRAINT rooms_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE rooms ENABLE ROW LEVEL SECURITY;
ALTER TABLE rooms FORCE ROW LEVEL SECURITY;
CREATE POLICY rooms_owner ON rooms TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY rooms_app ON rooms TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE UNIQUE INDEX rooms_name_key ON rooms (office_id, name) WHERE retired_at IS NULL;

-- 会議ライセンス: one meeting at a time each (Art. 4); a capacity of N is N rows.
CREATE TABLE licences (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  vendor text NOT NULL,
  name text NOT NULL,
  retired_at timestamptz,
  CONSTRAINT licences_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT licences_vendor_is_known CHECK (vendor IN ('zoom', 'teleoffice')),
  CONSTRAINT licences_name_length CHECK (char_length(name) BETWEEN 1 AND 100)
);
SELECT distribute_by_office('licences');
ALTER TABLE licences ADD CONSTRAINT licences_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE licences ENABLE ROW LEVEL SECURITY;
ALTER TABLE licences FORCE ROW LEVEL SECURITY;
CREATE POLICY licences_owner ON licences TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY licences_app ON licences TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE UNIQUE INDEX licences_name_key ON licences (office_id, name) WHERE retired_at IS NULL;

GRANT SELECT, INSERT ON counselors, rooms, licences TO madoguchi_app;
GRANT UPDATE (name, retired_at) ON counselors, rooms, licences TO madoguchi_app;
GRANT SELECT, INSERT, DELETE ON counselor_services TO madoguchi_app;
