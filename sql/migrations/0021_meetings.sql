-- 会議情報 (Art. 6(3)): what leads into a meeting, always sealed. A box is AES-GCM under a key that no database holds, and
-- opens only for the place it was sealed for: the credential's own id. To issue one is therefore to copy it, in SQL alone.

-- What a licence shows for every meeting; one a licence.
CREATE TABLE licence_credentials (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  licence_id uuid NOT NULL,
  key_id text NOT NULL,
  box bytea NOT NULL,
  set_at timestamptz NOT NULL DEFAULT app_now(),
  set_by text NOT NULL DEFAULT app_actor(),
  CONSTRAINT licence_credentials_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT licence_credentials_one_a_licence UNIQUE (office_id, licence_id),
  CONSTRAINT licence_credentials_key_id_length CHECK (char_length(key_id) BETWEEN 1 AND 40),
  -- nonce and tag alone have 28 bytes
  CONSTRAINT licence_credentials_box_is_sealed CHECK (octet_length(box) > 28)
);
SELECT distribute_by_office('licence_credentials');

-- What a licence shows for one meeting each, issued to one booking and never again.
CREATE TABLE meeting_pool (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  licence_id uuid NOT NULL,
  -- keyed, and of the meeting alone: the same one is not taken in twice
  digest bytea NOT NULL,
  key_id text NOT NULL,
  -- leaves with the meeting that it is issued for
  box bytea,
  added_at timestamptz NOT NULL DEFAULT app_now(),
  added_by text NOT NULL DEFAULT app_actor(),
  issued_at timestamptz,
  booking_id uuid,
  CONSTRAINT meeting_pool_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT meeting_pool_each_once UNIQUE (office_id, digest),
  CONSTRAINT meeting_pool_digest_is_sha256 CHECK (octet_length(digest) = 32),
  CONSTRAINT meeting_pool_key_id_length CHECK (char_length(key_id) BETWEEN 1 AND 40),
  CONSTRAINT meeting_pool_box_is_sealed CHECK (octet_length(box) > 28),
  CONSTRAINT meeting_pool_issue_is_whole CHECK (
    num_nonnulls(issued_at, booking_id) = CASE WHEN box IS NULL THEN 2 ELSE 0 END)
);
SELECT distribute_by_office('meeting_pool');

-- What a booking was issued: one in force at a time. What is revoked loses its box, but a no-show's, which may be taken back.
CREATE TABLE meetings (
  office_id integer NOT NULL,
  booking_id uuid NOT NULL,
  number integer NOT NULL,
  licence_id uuid NOT NULL,
  pool_id uuid,
  -- what the box was sealed for
  place uuid NOT NULL,
  key_id text NOT NULL,
  box bytea,
  issued_at timestamptz NOT NULL DEFAULT app_now(),
  revoked_at timestamptz,
  CONSTRAINT meetings_pkey PRIMARY KEY (office_id, booking_id, number),
  CONSTRAINT meetings_pool_credential_once UNIQUE (office_id, pool_id),
  CONSTRAINT meetings_number_counts CHECK (number >= 1),
  CONSTRAINT meetings_pool_is_the_place CHECK (pool_id = place),
  CONSTRAINT meetings_key_id_length CHECK (char_length(key_id) BETWEEN 1 AND 40),
  CONSTRAINT meetings_box_is_sealed CHECK (octet_length(box) > 28),
  CONSTRAINT meetings_have_a_box_until_revoked CHECK (box IS NOT NULL OR revoked_at IS NOT NULL)
);
SELECT distribute_by_office('meetings');

ALTER TABLE licence_credentials ADD CONSTRAINT licence_credentials_licence_fkey
  FOREIGN KEY (office_id, licence_id) REFERENCES licences (office_id, id);
ALTER TABLE meeting_pool ADD CONSTRAINT meeting_pool_licence_fkey
  FOREIGN KEY (office_id, licence_id) REFERENCES licences (office_id, id);
ALTER TABLE meeting_pool ADD CONSTRAINT meeting_pool_booking_fkey
  FOREIGN KEY (office_id, booking_id) REFERENCES bookings (office_id, id);
ALTER TABLE meetings ADD CONSTRAINT meetings_booking_fkey
  FOREIGN KEY (office_id, booking_id) REFERENCES bookings (office_id, id);
ALTER TABLE meetings ADD CONSTRAINT meetings_licence_fkey
  FOREIGN KEY (office_id, licence_id) REFERENCES licences (office_id, id);
ALTER TABLE meetings ADD CONSTRAINT meetings_pool_fkey
  FOREIGN KEY (office_id, pool_id) REFERENCES meeting_pool (office_id, id);

ALTER TABLE licence_credentials ENABLE ROW LEVEL SECURITY;
ALTER TABLE licence_credentials FORCE ROW LEVEL SECURITY;
CREATE POLICY licence_credentials_owner ON licence_credentials TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY licence_credentials_app ON licence_credentials TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
ALTER TABLE meeting_pool ENABLE ROW LEVEL SECURITY;
ALTER TABLE meeting_pool FORCE ROW LEVEL SECURITY;
CREATE POLICY meeting_pool_owner ON meeting_pool TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY meeting_pool_app ON meeting_pool TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
ALTER TABLE meetings ENABLE ROW LEVEL SECURITY;
ALTER TABLE meetings FORCE ROW LEVEL SECURITY;
CREATE POLICY meetings_owner ON meetings TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY meetings_app ON meetings TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
-- who delivers messages reads the meeting at delivery, in every office, and has the keys
CREATE POLICY meetings_relay ON meetings TO madoguchi_relay USING (true);

CREATE UNIQUE INDEX meetings_one_in_force ON meetings (office_id, booking_id) WHERE revoked_at IS NULL;
CREATE INDEX meeting_pool_unused ON meeting_pool (office_id, licence_id, added_at, id) WHERE issued_at IS NULL;

-- who set, added and issued, and when, is left out: the database fills it from enter()
GRANT SELECT, DELETE ON licence_credentials, meeting_pool TO madoguchi_app;
GRANT INSERT (office_id, id, licence_id, key_id, box) ON licence_credentials TO madoguchi_app;
GRANT UPDATE (key_id, box) ON licence_credentials TO madoguchi_app;
GRANT INSERT (office_id, id, licence_id, digest, key_id, box) ON meeting_pool TO madoguchi_app;
GRANT UPDATE (digest, key_id, box, issued_at, booking_id) ON meeting_pool TO madoguchi_app;
GRANT SELECT ON meetings TO madoguchi_app;
GRANT INSERT (office_id, booking_id, number, licence_id, pool_id, place, key_id, box) ON meetings TO madoguchi_app;
GRANT UPDATE (key_id, box, revoked_at) ON meetings TO madoguchi_app;
GRANT SELECT (office_id, booking_id, place, key_id, box, revoked_at) ON meetings TO madoguchi_relay;
