-- Records (Art. 7, 8): what MyPage reports about its use, the one way out for what is kept about a person, and how long
-- anything is kept. docs/operations.md says how retention is run, docs/decisions.md why it is like this.

-- How long an office keeps what, in months. Terms are kept for ever, figures too: they are made of what is not blanked.
ALTER TABLE policies
  ADD COLUMN usage_device_months smallint NOT NULL DEFAULT 3,
  ADD COLUMN usage_event_months smallint NOT NULL DEFAULT 12,
  ADD COLUMN booking_months smallint NOT NULL DEFAULT 36,
  ADD COLUMN record_months smallint NOT NULL DEFAULT 60,
  -- what identifies a device is kept shortest
  ADD CONSTRAINT policies_usage_device_months_in_range CHECK (
    usage_device_months BETWEEN 1 AND 12 AND usage_device_months <= usage_event_months),
  ADD CONSTRAINT policies_usage_event_months_in_range CHECK (usage_event_months BETWEEN 1 AND 60),
  ADD CONSTRAINT policies_booking_months_in_range CHECK (booking_months BETWEEN 12 AND 120),
  ADD CONSTRAINT policies_record_months_in_range CHECK (record_months BETWEEN 36 AND 240);

-- 利用の記録 (Art. 7(1)): the hour of the local day, never the instant; a device only by its keyed digest.
CREATE TABLE usage_events (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  date date NOT NULL,
  hour smallint NOT NULL,
  purpose text NOT NULL,
  access text NOT NULL,
  booking_id uuid,
  device_key text,
  device_digest bytea,
  CONSTRAINT usage_events_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT usage_events_hour_is_of_a_day CHECK (hour BETWEEN 0 AND 23),
  -- 運用管理, 利用状況の把握, 利便性の向上
  CONSTRAINT usage_events_purpose_is_stated CHECK (purpose IN ('operation', 'understanding', 'convenience')),
  CONSTRAINT usage_events_access_is_known CHECK (access IN (
    'sign_in', 'application', 'terms', 'offer', 'confirmation', 'details', 'environment_check', 'cancellation',
    'meeting')),
  CONSTRAINT usage_events_device_is_whole CHECK ((device_key IS NULL) = (device_digest IS NULL)),
  CONSTRAINT usage_events_digest_is_sha256 CHECK (octet_length(device_digest) = 32)
);
SELECT distribute_by_office('usage_events');

-- What law may demand (Art. 7(2)): the identifier behind a digest, sealed, once a day and device. The service writes it
-- and cannot read it back, except through disclosed_devices().
CREATE TABLE usage_devices (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  date date NOT NULL,
  device_key text NOT NULL,
  device_digest bytea NOT NULL,
  sealed_by text NOT NULL,
  box bytea NOT NULL,
  CONSTRAINT usage_devices_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT usage_devices_once_a_day UNIQUE (office_id, date, device_key, device_digest),
  CONSTRAINT usage_devices_digest_is_sha256 CHECK (octet_length(device_digest) = 32),
  -- nonce and tag alone have 28 bytes
  CONSTRAINT usage_devices_box_is_sealed CHECK (octet_length(box) > 28)
);
SELECT distribute_by_office('usage_devices');

-- 提供・開示 (Art. 7(2), 8; 個人情報保護法): who asks for what by which law, who decided, and when it was handed over.
CREATE TABLE disclosures (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  legal_basis text NOT NULL,
  requester text NOT NULL,
  -- exactly one: a person, a booking, or days of use
  seeker_id uuid,
  booking_id uuid,
  used_from date,
  used_until date,
  requested_at timestamptz NOT NULL,
  -- exclusive: the end of the 30th day, after an extension of the 60th
  due_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT app_now(),
  created_by text NOT NULL DEFAULT app_actor(),
  extended_at timestamptz,
  extended_by text,
  extension_reason text,
  approved_at timestamptz,
  approved_by text,
  refused_at timestamptz,
  refused_by text,
  refusal_reason text,
  given_at timestamptz,
  given_by text,
  blanked_at timestamptz,
  CONSTRAINT disclosures_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT disclosures_kind_is_known CHECK (kind IN ('person_request', 'legal_demand')),
  CONSTRAINT disclosures_legal_basis_length CHECK (
    blanked_at IS NOT NULL OR char_length(legal_basis) BETWEEN 1 AND 200),
  CONSTRAINT disclosures_requester_length CHECK (blanked_at IS NOT NULL OR char_length(requester) BETWEEN 1 AND 200),
  CONSTRAINT disclosures_have_one_scope CHECK (num_nonnulls(seeker_id, booking_id, used_from) = 1),
  CONSTRAINT disclosures_period_is_ordered CHECK (
    (used_from IS NULL) = (used_until IS NULL) AND used_until > used_from),
  -- days of use are everybody's, so only a law opens them
  CONSTRAINT disclosures_period_is_demanded CHECK (used_from IS NULL OR kind = 'legal_demand'),
  CONSTRAINT disclosures_are_not_asked_for_ahead CHECK (requested_at <= created_at),
  -- 30 whole days and the first, twice as many after an extension; an hour more where summer time ends
  CONSTRAINT disclosures_are_due_in_time CHECK (
    due_at > requested_at
    AND due_at <= requested_at + CASE WHEN extended_at IS NULL THEN interval '745 hours' ELSE interval '1465 hours' END),
  CONSTRAINT disclosures_extension_is_whole CHECK (num_nulls(extended_at, extended_by, extension_reason) IN (0, 3)),
  CONSTRAINT disclosures_extension_reason_length CHECK (char_length(extension_reason) <= 2000),
  CONSTRAINT disclosures_approval_is_whole CHECK ((approved_at IS NULL) = (approved_by IS NULL)),
  CONSTRAINT disclosures_are_approved_by_the_head CHECK (starts_with(approved_by, 'office_head:')),
  CONSTRAINT disclosures_refusal_is_whole CHECK (num_nulls(refused_at, refused_by, refusal_reason) IN (0, 3)),
  CONSTRAINT disclosures_refusal_reason_length CHECK (char_length(refusal_reason) <= 2000),
  CONSTRAINT disclosures_are_decided_once CHECK (num_nonnulls(approved_at, refused_at) <= 1),
  CONSTRAINT disclosures_giving_is_whole CHECK ((given_at IS NULL) = (given_by IS NULL)),
  CONSTRAINT disclosures_are_given_once_approved CHECK (given_at IS NULL OR approved_at IS NOT NULL)
);
SELECT distribute_by_office('disclosures');

-- Each time that a disclosure's data left: what exactly is told by the digest of the answer's bytes.
CREATE TABLE disclosure_exports (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  disclosure_id uuid NOT NULL,
  sha256 bytea NOT NULL,
  exported_at timestamptz NOT NULL DEFAULT app_now(),
  exported_by text NOT NULL DEFAULT app_actor(),
  CONSTRAINT disclosure_exports_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT disclosure_exports_digest_is_sha256 CHECK (octet_length(sha256) = 32)
);
SELECT distribute_by_office('disclosure_exports');

-- The proof of what went: counts by table, until when each went, and a digest over the ids. A run that was broken off
-- keeps its row, without an end.
CREATE TABLE retention_runs (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  until jsonb NOT NULL,
  counts jsonb NOT NULL DEFAULT '{}',
  digest bytea NOT NULL,
  started_at timestamptz NOT NULL DEFAULT app_now(),
  started_by text NOT NULL DEFAULT app_actor(),
  finished_at timestamptz,
  CONSTRAINT retention_runs_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT retention_runs_digest_is_sha256 CHECK (octet_length(digest) = 32),
  CONSTRAINT retention_runs_texts_are_objects CHECK (jsonb_typeof(until) = 'object' AND jsonb_typeof(counts) = 'object')
);
SELECT distribute_by_office('retention_runs');

ALTER TABLE tasks
  ADD COLUMN disclosure_id uuid,
  ADD CONSTRAINT tasks_disclosure_due_names_one CHECK ((kind = 'disclosure_due') = (disclosure_id IS NOT NULL));

ALTER TABLE usage_events ADD CONSTRAINT usage_events_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE usage_events ADD CONSTRAINT usage_events_booking_fkey
  FOREIGN KEY (office_id, booking_id) REFERENCES bookings (office_id, id);
ALTER TABLE usage_devices ADD CONSTRAINT usage_devices_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE disclosures ADD CONSTRAINT disclosures_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE disclosures ADD CONSTRAINT disclosures_seeker_fkey
  FOREIGN KEY (office_id, seeker_id) REFERENCES seekers (office_id, id);
ALTER TABLE disclosures ADD CONSTRAINT disclosures_booking_fkey
  FOREIGN KEY (office_id, booking_id) REFERENCES bookings (office_id, id);
ALTER TABLE disclosure_exports ADD CONSTRAINT disclosure_exports_disclosure_fkey
  FOREIGN KEY (office_id, disclosure_id) REFERENCES disclosures (office_id, id);
ALTER TABLE retention_runs ADD CONSTRAINT retention_runs_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE tasks ADD CONSTRAINT tasks_disclosure_fkey
  FOREIGN KEY (office_id, disclosure_id) REFERENCES disclosures (office_id, id);

ALTER TABLE usage_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE usage_events FORCE ROW LEVEL SECURITY;
CREATE POLICY usage_events_owner ON usage_events TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY usage_events_app ON usage_events TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
ALTER TABLE usage_devices ENABLE ROW LEVEL SECURITY;
ALTER TABLE usage_devices FORCE ROW LEVEL SECURITY;
CREATE POLICY usage_devices_owner ON usage_devices TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY usage_devices_app ON usage_devices TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
ALTER TABLE disclosures ENABLE ROW LEVEL SECURITY;
ALTER TABLE disclosures FORCE ROW LEVEL SECURITY;
CREATE POLICY disclosures_owner ON disclosures TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY disclosures_app ON disclosures TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
ALTER TABLE disclosure_exports ENABLE ROW LEVEL SECURITY;
ALTER TABLE disclosure_exports FORCE ROW LEVEL SECURITY;
CREATE POLICY disclosure_exports_owner ON disclosure_exports TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY disclosure_exports_app ON disclosure_exports TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
ALTER TABLE retention_runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE retention_runs FORCE ROW LEVEL SECURITY;
CREATE POLICY retention_runs_owner ON retention_runs TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY retention_runs_app ON retention_runs TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);

-- What was given or refused stays as it was. Retention passes, by the narrow door of 0025_retention alone.
CREATE FUNCTION disclosures_stay() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  IF TG_OP = 'DELETE' OR num_nonnulls(OLD.given_at, OLD.refused_at) > 0 THEN
    RAISE EXCEPTION 'a disclosure that was given or refused is immutable'
      USING ERRCODE = 'MD002', CONSTRAINT = 'disclosures_are_immutable';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER disclosures_stay BEFORE UPDATE OR DELETE ON disclosures
  FOR EACH ROW WHEN (current_user <> 'madoguchi_maintenance') EXECUTE FUNCTION disclosures_stay();

CREATE FUNCTION retention_runs_stay() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.finished_at IS NOT NULL THEN
    RAISE EXCEPTION 'the proof of what went is immutable'
      USING ERRCODE = 'MD002', CONSTRAINT = 'retention_runs_are_immutable';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER retention_runs_stay BEFORE UPDATE OR DELETE ON retention_runs
  FOR EACH ROW EXECUTE FUNCTION retention_runs_stay();

CREATE INDEX usage_events_by_date ON usage_events (office_id, date, id);
CREATE INDEX usage_events_by_booking ON usage_events (office_id, booking_id) WHERE booking_id IS NOT NULL;
CREATE INDEX disclosures_by_arrival ON disclosures (office_id, created_at, id);
CREATE INDEX disclosures_open_by_due ON disclosures (office_id, due_at) WHERE given_at IS NULL AND refused_at IS NULL;
CREATE INDEX disclosure_exports_by_disclosure ON disclosure_exports (office_id, disclosure_id, exported_at);
CREATE INDEX retention_runs_by_start ON retention_runs (office_id, started_at, id);
CREATE UNIQUE INDEX tasks_one_a_disclosure ON tasks (office_id, disclosure_id) WHERE disclosure_id IS NOT NULL;

-- What a disclosure reaches: the one place that says so, for the export and for retention, which leaves alone what somebody
-- has asked for. Days of use reach no booking.
CREATE VIEW disclosed_bookings WITH (security_invoker = true) AS
  SELECT x.office_id, x.id AS disclosure_id, b.id
  FROM disclosures x
    JOIN bookings b ON b.office_id = x.office_id AND (b.id = x.booking_id OR b.seeker_id = x.seeker_id);
CREATE VIEW disclosed_usage WITH (security_invoker = true) AS
  SELECT x.office_id, x.id AS disclosure_id, x.given_at IS NULL AND x.refused_at IS NULL AS is_open,
    e.id, e.date, e.hour, e.purpose, e.access, e.booking_id, e.device_key, e.device_digest
  FROM disclosures x
    JOIN usage_events e ON e.office_id = x.office_id AND (
      e.date >= x.used_from AND e.date < x.used_until
      OR e.booking_id IN (
        SELECT b.id FROM disclosed_bookings b WHERE b.office_id = x.office_id AND b.disclosure_id = x.id));

-- The sealed identifiers of an approved demand by law, in the office entered and no other; nothing of anything else.
CREATE FUNCTION disclosed_devices(disclosure uuid)
  RETURNS TABLE (date date, device_key text, device_digest bytea, sealed_by text, box bytea)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$
    SELECT d.date, d.device_key, d.device_digest, d.sealed_by, d.box
    FROM public.usage_devices d
    WHERE d.office_id = nullif(current_setting('app.office_id', true), '')::integer
      AND EXISTS (
        SELECT FROM public.disclosures x
        WHERE x.office_id = d.office_id AND x.id = disclosure
          AND x.kind = 'legal_demand' AND x.approved_at IS NOT NULL AND x.given_at IS NULL)
      AND EXISTS (
        SELECT FROM public.disclosed_usage u
        WHERE u.office_id = d.office_id AND u.disclosure_id = disclosure
          AND u.date = d.date AND u.device_key = d.device_key AND u.device_digest = d.device_digest)
  $$;
REVOKE ALL ON FUNCTION disclosed_devices(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION disclosed_devices(uuid) TO madoguchi_app;

GRANT SELECT, INSERT ON usage_events TO madoguchi_app;
-- how many boxes each key seals, so that a key that is still needed is known
GRANT INSERT, SELECT (office_id, sealed_by) ON usage_devices TO madoguchi_app;
-- who entered, exported and ran, and when, is left out: the database fills it from enter()
GRANT SELECT ON disclosures, disclosure_exports, disclosed_bookings, disclosed_usage, retention_runs TO madoguchi_app;
GRANT INSERT (
  office_id, id, kind, legal_basis, requester, seeker_id, booking_id, used_from, used_until, requested_at, due_at)
  ON disclosures TO madoguchi_app;
GRANT UPDATE (
  due_at, extended_at, extended_by, extension_reason, approved_at, approved_by, refused_at, refused_by, refusal_reason,
  given_at, given_by) ON disclosures TO madoguchi_app;
GRANT INSERT (office_id, id, disclosure_id, sha256) ON disclosure_exports TO madoguchi_app;
GRANT INSERT (disclosure_id) ON tasks TO madoguchi_app;
