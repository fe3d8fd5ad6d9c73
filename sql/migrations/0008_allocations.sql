-- Who and what is taken when. One row per claimed slot, all or nothing; the exclusion constraints are the guarantee
-- that nothing is booked twice, and lock_slots() only spares the racers a deadlock.

CREATE TABLE allocations (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  during tstzrange NOT NULL,
  -- stored beside the range, because && is not leakproof and so no index condition under row-level security
  starts_at timestamptz NOT NULL,
  counselor_id uuid,
  room_id uuid,
  licence_id uuid,
  seeker_id uuid,
  booking_id uuid,
  expires_at timestamptz,
  CONSTRAINT allocations_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT allocations_kind_is_known CHECK (kind IN ('hold', 'session', 'reservation', 'absence', 'maintenance')),
  CONSTRAINT allocations_starts_at_matches CHECK (starts_at = lower(during)),
  -- readers look back this far for what may reach into their window
  CONSTRAINT allocations_last_a_day_at_most CHECK (
    lower_inc(during) AND NOT upper_inc(during) AND upper(during) <= lower(during) + interval '24 hours'),
  CONSTRAINT allocations_are_bounded CHECK (NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
  CONSTRAINT allocations_take_something CHECK (num_nonnulls(counselor_id, room_id, licence_id, seeker_id) > 0),
  CONSTRAINT allocations_bookings_are_whole CHECK (
    (kind IN ('hold', 'session')) = (booking_id IS NOT NULL)
    AND (booking_id IS NULL OR num_nulls(counselor_id, room_id, licence_id, seeker_id) = 0)),
  CONSTRAINT allocations_only_holds_expire CHECK ((kind = 'hold') = (expires_at IS NOT NULL)),
  CONSTRAINT allocations_counselor_is_free EXCLUDE USING gist (
    office_id WITH =, counselor_id WITH =, during WITH &&) WHERE (counselor_id IS NOT NULL),
  CONSTRAINT allocations_room_is_free EXCLUDE USING gist (
    office_id WITH =, room_id WITH =, during WITH &&) WHERE (room_id IS NOT NULL),
  CONSTRAINT allocations_licence_is_free EXCLUDE USING gist (
    office_id WITH =, licence_id WITH =, during WITH &&) WHERE (licence_id IS NOT NULL),
  CONSTRAINT allocations_seeker_is_free EXCLUDE USING gist (
    office_id WITH =, seeker_id WITH =, during WITH &&) WHERE (seeker_id IS NOT NULL)
);
SELECT distribute_by_office('allocations');
ALTER TABLE allocations ADD CONSTRAINT allocations_counselor_fkey
  FOREIGN KEY (office_id, counselor_id) REFERENCES counselors (office_id, id);
ALTER TABLE allocations ADD CONSTRAINT allocations_room_fkey
  FOREIGN KEY (office_id, room_id) REFERENCES rooms (office_id, id);
ALTER TABLE allocations ADD CONSTRAINT allocations_licence_fkey
  FOREIGN KEY (office_id, licence_id) REFERENCES licences (office_id, id);
ALTER TABLE allocations ADD CONSTRAINT allocations_seeker_fkey
  FOREIGN KEY (office_id, seeker_id) REFERENCES seekers (office_id, id);
ALTER TABLE allocations ADD CONSTRAINT allocations_booking_fkey
  FOREIGN KEY (office_id, booking_id) REFERENCES bookings (office_id, id);
ALTER TABLE allocations ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations FORCE ROW LEVEL SECURITY;
CREATE POLICY allocations_owner ON allocations TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY allocations_app ON allocations TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);

CREATE INDEX allocations_by_start ON allocations (office_id, starts_at);
CREATE INDEX allocations_by_counselor ON allocations (office_id, counselor_id, starts_at) WHERE counselor_id IS NOT NULL;
CREATE INDEX allocations_by_room ON allocations (office_id, room_id, starts_at) WHERE room_id IS NOT NULL;
CREATE INDEX allocations_by_licence ON allocations (office_id, licence_id, starts_at) WHERE licence_id IS NOT NULL;
CREATE INDEX allocations_by_seeker ON allocations (office_id, seeker_id, starts_at) WHERE seeker_id IS NOT NULL;
CREATE INDEX allocations_by_booking ON allocations (office_id, booking_id) WHERE booking_id IS NOT NULL;

-- Takes, without ever waiting, the lock of every resource on its local day, in one order for everybody.
-- 55P03 when another claim is under way: the caller rolls back to its savepoint and looks again.
CREATE FUNCTION lock_slots(resources uuid[], days date[]) RETURNS void
  LANGUAGE plpgsql
  AS $$
DECLARE
  key bigint;
BEGIN
  FOR key IN
    SELECT DISTINCT hashtextextended(resource::text, day - date '2000-01-01')
    FROM unnest(resources, days) AS wanted (resource, day)
    ORDER BY 1
  LOOP
    IF NOT pg_try_advisory_xact_lock(key) THEN
      RAISE EXCEPTION 'another claim on one of these resources is under way' USING ERRCODE = '55P03';
    END IF;
  END LOOP;
END
$$;

GRANT SELECT, INSERT, DELETE ON allocations TO madoguchi_app;
GRANT UPDATE (kind, expires_at) ON allocations TO madoguchi_app;
