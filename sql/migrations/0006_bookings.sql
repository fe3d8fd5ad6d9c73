-- 求職者 and 予約: one aggregate from application to end. docs/states.md draws the life of a booking.

-- A person, matched only by the normalised number within the office (domain rule: numbers move, names vary).
CREATE TABLE seekers (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  kana text NOT NULL,
  job_seeker_number text,
  registration_kind text NOT NULL,
  my_page boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT app_now(),
  CONSTRAINT seekers_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT seekers_number_key UNIQUE (office_id, job_seeker_number),
  CONSTRAINT seekers_number_is_normalised CHECK (job_seeker_number ~ '^[0-9]{5}-[0-9]{1,8}$'),
  CONSTRAINT seekers_registration_kind_is_known CHECK (registration_kind IN ('full', 'online', 'unregistered'))
);
SELECT distribute_by_office('seekers');
ALTER TABLE seekers ADD CONSTRAINT seekers_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE seekers ENABLE ROW LEVEL SECURITY;
ALTER TABLE seekers FORCE ROW LEVEL SECURITY;
CREATE POLICY seekers_owner ON seekers TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY seekers_app ON seekers TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);

CREATE TABLE bookings (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  status text NOT NULL,
  origin text NOT NULL,
  service_code text NOT NULL,
  channel text NOT NULL,
  terms_acknowledged boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT app_now(),
  -- the person, and what was typed about the person this time
  seeker_id uuid NOT NULL,
  seeker_name text NOT NULL,
  seeker_kana text NOT NULL,
  seeker_number_typed text,
  registration_kind text NOT NULL,
  my_page boolean NOT NULL,
  declares_device boolean NOT NULL,
  declares_camera boolean NOT NULL,
  declares_app boolean NOT NULL,
  wishes timestamptz[] NOT NULL,
  companions jsonb NOT NULL DEFAULT '[]',
  -- the offer in force
  offer_number integer,
  lapses_at timestamptz,
  -- the agreement; kept after the resources were freed, because statistics count it
  confirmed_at timestamptz,
  starts_at timestamptz,
  ends_at timestamptz,
  counselor_id uuid,
  room_id uuid,
  licence_id uuid,
  no_show_at timestamptz,
  -- the session and its end
  started_at timestamptz,
  ended_at timestamptz,
  outcome text,
  cancel_class text,
  parent_booking_id uuid,
  CONSTRAINT bookings_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT bookings_status_is_known CHECK (status IN (
    'received', 'offered', 'confirmed', 'in_session', 'held', 'terminated',
    'declined', 'lapsed', 'withdrawn', 'cancelled_by_user', 'cancelled_by_office', 'no_show')),
  CONSTRAINT bookings_origin_is_known CHECK (origin IN ('application', 'in_session')),
  CONSTRAINT bookings_origin_has_parent CHECK ((origin = 'in_session') = (parent_booking_id IS NOT NULL)),
  CONSTRAINT bookings_channel_is_known CHECK (channel IN ('my_page', 'phone', 'counter', 'session')),
  -- 前文: applying is deemed consent, so the terms were pointed out on whatever channel it came
  CONSTRAINT bookings_terms_were_pointed_out CHECK (terms_acknowledged),
  CONSTRAINT bookings_registration_kind_is_known CHECK (registration_kind IN ('full', 'online', 'unregistered')),
  CONSTRAINT bookings_seeker_name_length CHECK (char_length(seeker_name) BETWEEN 1 AND 100),
  CONSTRAINT bookings_wishes_are_one_to_three CHECK (origin = 'in_session' OR cardinality(wishes) BETWEEN 1 AND 3),
  CONSTRAINT bookings_companions_are_a_list CHECK (jsonb_typeof(companions) = 'array'),
  CONSTRAINT bookings_offer_has_deadline CHECK (status <> 'offered' OR (offer_number IS NOT NULL AND lapses_at IS NOT NULL)),
  CONSTRAINT bookings_agreement_is_whole CHECK (
    status NOT IN ('confirmed', 'in_session', 'held', 'terminated', 'no_show')
    OR num_nulls(confirmed_at, starts_at, ends_at, counselor_id, room_id, licence_id) = 0),
  CONSTRAINT bookings_confirmed_has_no_show_at CHECK (
    status <> 'confirmed' OR (no_show_at IS NOT NULL AND no_show_at > starts_at)),
  CONSTRAINT bookings_session_has_start CHECK (status NOT IN ('in_session', 'held', 'terminated') OR started_at IS NOT NULL),
  CONSTRAINT bookings_ends_after_start CHECK (ends_at > starts_at),
  CONSTRAINT bookings_cancel_class_is_known CHECK (
    (status = 'cancelled_by_user') = (cancel_class IS NOT NULL) AND cancel_class IN ('by_day_before', 'same_day')),
  CONSTRAINT bookings_outcome_length CHECK (char_length(outcome) <= 2000)
);
SELECT distribute_by_office('bookings');
ALTER TABLE bookings ADD CONSTRAINT bookings_seeker_fkey
  FOREIGN KEY (office_id, seeker_id) REFERENCES seekers (office_id, id);
ALTER TABLE bookings ADD CONSTRAINT bookings_service_fkey FOREIGN KEY (service_code) REFERENCES service_types (code);
ALTER TABLE bookings ADD CONSTRAINT bookings_counselor_fkey
  FOREIGN KEY (office_id, counselor_id) REFERENCES counselors (office_id, id);
ALTER TABLE bookings ADD CONSTRAINT bookings_room_fkey FOREIGN KEY (office_id, room_id) REFERENCES rooms (office_id, id);
ALTER TABLE bookings ADD CONSTRAINT bookings_licence_fkey
  FOREIGN KEY (office_id, licence_id) REFERENCES licences (office_id, id);
ALTER TABLE bookings ADD CONSTRAINT bookings_parent_fkey
  FOREIGN KEY (office_id, parent_booking_id) REFERENCES bookings (office_id, id);
ALTER TABLE bookings ENABLE ROW LEVEL SECURITY;
ALTER TABLE bookings FORCE ROW LEVEL SECURITY;
CREATE POLICY bookings_owner ON bookings TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY bookings_app ON bookings TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);

CREATE INDEX bookings_by_arrival ON bookings (office_id, created_at, id);
CREATE INDEX bookings_by_start ON bookings (office_id, starts_at) WHERE starts_at IS NOT NULL;
CREATE INDEX bookings_by_seeker ON bookings (office_id, seeker_id);
CREATE INDEX bookings_due_to_lapse ON bookings (office_id, lapses_at) WHERE status = 'offered';
CREATE INDEX bookings_due_as_no_show ON bookings (office_id, no_show_at) WHERE status = 'confirmed';

-- Every arrow of docs/states.md; Scheduling holds the same table and a test compares the two. A replaced offer or a
-- correction keeps its status and is no arrow.
CREATE FUNCTION booking_may_become(old_status text, new_status text) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$
    SELECT CASE old_status
      WHEN 'received' THEN new_status IN ('offered', 'declined', 'withdrawn')
      WHEN 'offered' THEN new_status IN ('confirmed', 'lapsed', 'declined', 'withdrawn')
      WHEN 'lapsed' THEN new_status = 'confirmed'
      WHEN 'confirmed' THEN new_status IN ('in_session', 'cancelled_by_user', 'cancelled_by_office', 'no_show')
      WHEN 'in_session' THEN new_status IN ('held', 'terminated', 'cancelled_by_office')
      WHEN 'no_show' THEN new_status IN ('in_session', 'held', 'cancelled_by_user', 'cancelled_by_office')
      ELSE false
    END
  $$;

CREATE FUNCTION bookings_guard() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM app_now();
  IF TG_OP = 'INSERT' THEN
    IF (NEW.origin, NEW.status) NOT IN (
        ('application', 'received'), ('application', 'declined'), ('in_session', 'confirmed')) OR NEW.version <> 1 THEN
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
CREATE TRIGGER bookings_guard BEFORE INSERT OR UPDATE ON bookings
  FOR EACH ROW EXECUTE FUNCTION bookings_guard();

GRANT SELECT, INSERT ON seekers, bookings TO madoguchi_app;
GRANT UPDATE (
  version, status, offer_number, lapses_at, confirmed_at, starts_at, ends_at, counselor_id, room_id, licence_id,
  no_show_at, started_at, ended_at, outcome, cancel_class) ON bookings TO madoguchi_app;

-- A booking as it reads at this instant: limits are exclusive, and a deadline is true although no worker wrote it down.
-- The one place where deemed states are derived; security_invoker keeps the reader's own policies in force.
CREATE VIEW bookings_by_the_clock WITH (security_invoker = true) AS
  SELECT b.*,
    b.version + (b.status = 'offered' AND b.lapses_at <= app_now() OR b.status = 'confirmed' AND b.no_show_at <= app_now())::integer
      AS version_now,
    CASE
      WHEN b.status = 'offered' AND b.lapses_at <= app_now() THEN 'lapsed'
      WHEN b.status = 'confirmed' AND b.no_show_at <= app_now() THEN 'no_show'
      ELSE b.status
    END AS status_now
  FROM bookings b;
GRANT SELECT ON bookings_by_the_clock TO madoguchi_app;
