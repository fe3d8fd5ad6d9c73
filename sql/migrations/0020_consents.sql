-- 規約と同意 (前文, Art. 4, 6(3), 6(5), 13, 14): what was announced, who agreed to it, and that no booking is firm without.

-- A document is what an issuer says about a group of services; a version keeps what was signed beside the verbatim text.
ALTER TABLE terms_versions
  ADD COLUMN service_group text NOT NULL DEFAULT 'online_counseling',
  ADD COLUMN title text NOT NULL DEFAULT '利用規約',
  ADD COLUMN issuer_title text,
  ADD COLUMN governing_court text;

-- What was announced before is called by its first line.
ALTER TABLE terms_versions DISABLE TRIGGER terms_versions_stay;
UPDATE terms_versions SET title = btrim(substring(body FROM '^\s*([^\r\n]{1,200})')) WHERE body ~ '\S';
ALTER TABLE terms_versions ENABLE TRIGGER terms_versions_stay;

ALTER TABLE terms_versions
  ALTER COLUMN service_group DROP DEFAULT,
  ALTER COLUMN title DROP DEFAULT,
  DROP CONSTRAINT terms_versions_one_per_instant,
  ADD CONSTRAINT terms_versions_one_per_instant UNIQUE (issuer_kind, issuer_code, service_group, effective_from),
  ADD CONSTRAINT terms_versions_service_group_is_a_word CHECK (service_group ~ '^[a-z][a-z0-9_]{0,39}$'),
  ADD CONSTRAINT terms_versions_title_length CHECK (char_length(title) BETWEEN 1 AND 200),
  ADD CONSTRAINT terms_versions_issuer_title_length CHECK (char_length(issuer_title) BETWEEN 1 AND 200),
  ADD CONSTRAINT terms_versions_governing_court_length CHECK (char_length(governing_court) BETWEEN 1 AND 200);

-- 注記: what the issuer has to say about a text that stays as it is, such as an article of law that has another number now.
CREATE TABLE terms_annotations (
  id uuid NOT NULL,
  terms_version_id uuid NOT NULL,
  -- where in the text, in words
  place text,
  note text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT app_now(),
  created_by text NOT NULL DEFAULT app_actor(),
  CONSTRAINT terms_annotations_pkey PRIMARY KEY (id),
  CONSTRAINT terms_annotations_place_length CHECK (char_length(place) BETWEEN 1 AND 100),
  CONSTRAINT terms_annotations_note_length CHECK (char_length(note) BETWEEN 1 AND 2000)
);
SELECT copy_to_every_node('terms_annotations');

-- 同意: one a kind and booking, written once. No foreign key leads to the booking, because the booking's leads here, and a
-- follow-up's consent is written before it.
CREATE TABLE consents (
  office_id integer NOT NULL,
  booking_id uuid NOT NULL,
  kind text NOT NULL,
  -- what was shown; of a vendor's terms, the version whose Art. 4 deems them accepted
  terms_version_id uuid NOT NULL,
  channel text NOT NULL,
  given_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT app_now(),
  -- 前文: whoever took the application by phone or at the counter states it
  terms_pointed_out boolean NOT NULL DEFAULT false,
  vendor text,
  CONSTRAINT consents_pkey PRIMARY KEY (office_id, booking_id, kind),
  CONSTRAINT consents_kind_is_known CHECK (kind IN ('application', 'confirmation', 'vendor_terms', 'carried_over')),
  CONSTRAINT consents_channel_is_known CHECK (channel IN ('my_page', 'phone', 'counter', 'session')),
  CONSTRAINT consents_are_not_of_the_future CHECK (given_at <= recorded_at),
  CONSTRAINT consents_terms_were_pointed_out CHECK (
    kind <> 'application' OR channel NOT IN ('phone', 'counter') OR terms_pointed_out),
  CONSTRAINT consents_vendor_has_a_name CHECK (
    (kind = 'vendor_terms') = (vendor IS NOT NULL) AND vendor IN ('zoom', 'teleoffice'))
);
SELECT distribute_by_office('consents');

-- 告知 (Art. 13): how far an office's users were told of a version; a row is there from the first batch on.
CREATE TABLE terms_notices (
  office_id integer NOT NULL,
  terms_version_id uuid NOT NULL,
  -- which of the office's notices it is
  number integer NOT NULL,
  -- the last booking told, in the order of ids
  told_until uuid,
  told_count integer NOT NULL DEFAULT 0,
  finished_at timestamptz,
  CONSTRAINT terms_notices_pkey PRIMARY KEY (office_id, terms_version_id),
  CONSTRAINT terms_notices_number_key UNIQUE (office_id, number),
  CONSTRAINT terms_notices_number_is_positive CHECK (number > 0),
  CONSTRAINT terms_notices_told_count_is_whole CHECK (told_count >= 0)
);
SELECT distribute_by_office('terms_notices');

ALTER TABLE bookings
  -- Art. 6(3), 6(5): what makes it firm. Nobody writes it: whoever has a time of confirmation has the consent of this kind.
  ADD COLUMN consent_kind text GENERATED ALWAYS AS (
    CASE WHEN confirmed_at IS NULL THEN NULL WHEN origin = 'in_session' THEN 'carried_over' ELSE 'confirmation' END) STORED,
  -- A11: in force when the session began
  ADD COLUMN session_terms_version_id uuid,
  -- A11: in force already when a follow-up carried an older one over
  ADD COLUMN newer_terms_version_id uuid;

ALTER TABLE terms_annotations ADD CONSTRAINT terms_annotations_version_fkey
  FOREIGN KEY (terms_version_id) REFERENCES terms_versions (id);
ALTER TABLE consents ADD CONSTRAINT consents_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE consents ADD CONSTRAINT consents_terms_fkey
  FOREIGN KEY (terms_version_id) REFERENCES terms_versions (id);
ALTER TABLE terms_notices ADD CONSTRAINT terms_notices_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE terms_notices ADD CONSTRAINT terms_notices_version_fkey
  FOREIGN KEY (terms_version_id) REFERENCES terms_versions (id);
ALTER TABLE bookings ADD CONSTRAINT bookings_session_terms_fkey
  FOREIGN KEY (session_terms_version_id) REFERENCES terms_versions (id);
ALTER TABLE bookings ADD CONSTRAINT bookings_newer_terms_fkey
  FOREIGN KEY (newer_terms_version_id) REFERENCES terms_versions (id);

ALTER TABLE consents ENABLE ROW LEVEL SECURITY;
ALTER TABLE consents FORCE ROW LEVEL SECURITY;
CREATE POLICY consents_owner ON consents TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY consents_app ON consents TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
ALTER TABLE terms_notices ENABLE ROW LEVEL SECURITY;
ALTER TABLE terms_notices FORCE ROW LEVEL SECURITY;
CREATE POLICY terms_notices_owner ON terms_notices TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY terms_notices_app ON terms_notices TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);

-- The versions that reach an office; of those in force at an instant the nearest issuer's is the one that counts, and of
-- one issuer's the one that took effect last.
CREATE VIEW office_terms WITH (security_invoker = true) AS
  SELECT o.id AS office_id, array_position(ARRAY['office', 'bureau', 'ministry'], v.issuer_kind) AS distance, v.*
  FROM offices o
    JOIN terms_versions v ON v.issuer_kind = 'office' AND v.issuer_code = o.code
      OR v.issuer_kind = 'bureau' AND v.issuer_code = o.bureau_code OR v.issuer_kind = 'ministry';

-- The consents that must have been: those of a firm booking from its offer or, for a follow-up, from its parent's, and an
-- application's from what was in force when it came. Row-level security binds the owner too, so every office is entered.
DO $$
DECLARE
  office integer;
  filled bigint;
BEGIN
  FOR office IN SELECT id FROM offices ORDER BY id LOOP
    PERFORM enter(office, 'epoch', 'migration');
    INSERT INTO consents (
        office_id, booking_id, kind, terms_version_id, channel, given_at, recorded_at, terms_pointed_out)
      SELECT b.office_id, b.id, 'application', t.id, b.channel, b.created_at, b.created_at, b.channel IN ('phone', 'counter')
      FROM bookings b CROSS JOIN LATERAL (
        SELECT t.id FROM office_terms t
        WHERE t.office_id = office AND t.effective_from <= b.created_at AND t.announced_at <= b.created_at
        ORDER BY t.distance, t.effective_from DESC LIMIT 1) AS t
      WHERE b.office_id = office AND b.origin = 'application';
    INSERT INTO consents (office_id, booking_id, kind, terms_version_id, channel, given_at, recorded_at, vendor)
      SELECT b.office_id, b.id, k.kind, o.terms_version_id, coalesce(e.channel, b.channel), b.confirmed_at,
        greatest(b.confirmed_at, e.recorded_at), CASE k.kind WHEN 'vendor_terms' THEN o.vendor END
      FROM bookings b
        JOIN offers o ON o.office_id = b.office_id AND o.booking_id = b.id AND o.number = b.offer_number
        LEFT JOIN booking_events e ON e.office_id = b.office_id AND e.booking_id = b.id AND e.kind = 'confirmed'
        CROSS JOIN unnest(ARRAY['confirmation', 'vendor_terms']) AS k (kind)
      WHERE b.office_id = office AND b.consent_kind = 'confirmation';
    -- a follow-up of a follow-up waits for its parent's
    LOOP
      INSERT INTO consents (office_id, booking_id, kind, terms_version_id, channel, given_at, recorded_at, vendor)
        SELECT b.office_id, b.id, k.kind, c.terms_version_id, 'session', b.confirmed_at, b.confirmed_at,
          CASE k.kind WHEN 'vendor_terms' THEN l.vendor END
        FROM bookings b
          JOIN bookings p ON p.office_id = b.office_id AND p.id = b.parent_booking_id
          JOIN consents c ON c.office_id = p.office_id AND c.booking_id = p.id AND c.kind = p.consent_kind
          JOIN licences l ON l.office_id = b.office_id AND l.id = b.licence_id
          CROSS JOIN unnest(ARRAY['carried_over', 'vendor_terms']) AS k (kind)
        WHERE b.office_id = office AND b.consent_kind = 'carried_over'
          AND NOT EXISTS (SELECT FROM consents own WHERE own.office_id = office AND own.booking_id = b.id);
      GET DIAGNOSTICS filled = ROW_COUNT;
      EXIT WHEN filled = 0;
    END LOOP;
    IF (SELECT count(*) FROM bookings WHERE office_id = office AND consent_kind IS NOT NULL)
        <> (SELECT count(*) FROM consents WHERE office_id = office AND kind IN ('confirmation', 'carried_over')) THEN
      RAISE EXCEPTION 'office %: a firm booking was left without its consent', office;
    END IF;
    -- what was announced until now is no news
    INSERT INTO terms_notices (office_id, terms_version_id, number, finished_at)
      SELECT office, t.id, row_number() OVER (ORDER BY t.announced_at, t.id), t.announced_at
      FROM office_terms t WHERE t.office_id = office;
  END LOOP;
END
$$;

-- The guarantee: no time of confirmation without the operative consent, and none without a terms version. The key is
-- checked past row-level security, so an office that was not entered above would stop it here.
ALTER TABLE bookings ADD CONSTRAINT bookings_consent_fkey
  FOREIGN KEY (office_id, id, consent_kind) REFERENCES consents (office_id, booking_id, kind);
ALTER TABLE bookings
  ADD CONSTRAINT bookings_newer_terms_are_a_follow_ups CHECK (newer_terms_version_id IS NULL OR origin = 'in_session'),
  -- A11: who was given newer terms after the fact may leave without a class
  DROP CONSTRAINT bookings_cancel_class_is_known,
  ADD CONSTRAINT bookings_cancel_class_is_known CHECK (
    CASE status WHEN 'cancelled_by_user'
      THEN coalesce(cancel_class IN ('by_day_before', 'same_day'), newer_terms_version_id IS NOT NULL)
      ELSE cancel_class IS NULL END);

CREATE FUNCTION consents_stay() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  RAISE EXCEPTION 'a consent is immutable' USING ERRCODE = 'MD002', CONSTRAINT = 'consents_are_immutable';
END
$$;
CREATE TRIGGER consents_stay BEFORE UPDATE OR DELETE ON consents
  FOR EACH ROW EXECUTE FUNCTION consents_stay();

CREATE FUNCTION terms_annotations_stay() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  RAISE EXCEPTION 'an annotation of the terms is immutable'
    USING ERRCODE = 'MD002', CONSTRAINT = 'terms_annotations_are_immutable';
END
$$;
CREATE TRIGGER terms_annotations_stay BEFORE UPDATE OR DELETE ON terms_annotations
  FOR EACH ROW EXECUTE FUNCTION terms_annotations_stay();

-- How the service writes terms: as the office entered, and as nobody else. The tables have no office and so no policy to
-- slip past. Each tells how many rows it wrote: none when nobody entered an office.
CREATE FUNCTION announce_office_terms(
    version uuid, about text, called text, signed_by text, court text, verbatim text, on_ground text, effective timestamptz)
  RETURNS bigint
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$
    WITH announced AS (
      INSERT INTO public.terms_versions (
        id, issuer_kind, issuer_code, service_group, title, issuer_title, governing_court, body, sha256, ground,
        announced_at, effective_from)
      SELECT version, 'office', o.code, about, called, signed_by, court, verbatim,
        sha256(convert_to(verbatim, 'UTF8')), on_ground, public.app_now(), effective
      FROM public.offices o
      WHERE o.id = nullif(current_setting('app.office_id', true), '')::integer
      RETURNING 1)
    SELECT count(*) FROM announced
  $$;
-- none as well when another issuer's version is meant
CREATE FUNCTION annotate_office_terms(annotation uuid, version uuid, at_place text, saying text) RETURNS bigint
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$
    WITH annotated AS (
      INSERT INTO public.terms_annotations (id, terms_version_id, place, note)
      SELECT annotation, v.id, at_place, saying
      FROM public.terms_versions v
        JOIN public.offices o ON o.code = v.issuer_code
      WHERE v.id = version AND v.issuer_kind = 'office'
        AND o.id = nullif(current_setting('app.office_id', true), '')::integer
      RETURNING 1)
    SELECT count(*) FROM annotated
  $$;
REVOKE ALL ON FUNCTION announce_office_terms(uuid, text, text, text, text, text, text, timestamptz) FROM PUBLIC;
REVOKE ALL ON FUNCTION annotate_office_terms(uuid, uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION announce_office_terms(uuid, text, text, text, text, text, text, timestamptz) TO madoguchi_app;
GRANT EXECUTE ON FUNCTION annotate_office_terms(uuid, uuid, text, text) TO madoguchi_app;

CREATE INDEX terms_annotations_by_version ON terms_annotations (terms_version_id, created_at, id);
CREATE INDEX terms_versions_by_announcement ON terms_versions (announced_at, id);

-- recorded_at is left out: the database fills it from enter(), and nobody can say otherwise
GRANT SELECT ON terms_annotations, consents, terms_notices, office_terms TO madoguchi_app;
GRANT INSERT (office_id, booking_id, kind, terms_version_id, channel, given_at, terms_pointed_out, vendor)
  ON consents TO madoguchi_app;
GRANT INSERT (office_id, terms_version_id, number) ON terms_notices TO madoguchi_app;
GRANT UPDATE (told_until, told_count, finished_at) ON terms_notices TO madoguchi_app;
GRANT UPDATE (session_terms_version_id) ON bookings TO madoguchi_app;
