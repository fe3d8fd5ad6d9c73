-- Who works in an office, and what an office's staff looks up: persons by name, and tasks by age.

-- 職員: a token may belong to one. Retired, never deleted: events of the past name the tokens.
CREATE TABLE staff (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  -- the counselor that this member is, if any
  counselor_id uuid,
  retired_at timestamptz,
  CONSTRAINT staff_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT staff_name_length CHECK (char_length(name) BETWEEN 1 AND 100),
  CONSTRAINT staff_role_is_known CHECK (role IN ('counselor', 'supervisor', 'office_head'))
);
SELECT distribute_by_office('staff');
ALTER TABLE staff ADD CONSTRAINT staff_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE staff ADD CONSTRAINT staff_counselor_fkey
  FOREIGN KEY (office_id, counselor_id) REFERENCES counselors (office_id, id);
ALTER TABLE staff ENABLE ROW LEVEL SECURITY;
ALTER TABLE staff FORCE ROW LEVEL SECURITY;
CREATE POLICY staff_owner ON staff TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY staff_app ON staff TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);

-- The member a token belongs to; nobody's for a service and for an anonymous token. No foreign key: a global table
-- cannot refer to a tenant's, and whoever asks about a token has not entered an office yet.
ALTER TABLE tokens
  ADD COLUMN staff_id uuid,
  ADD CONSTRAINT tokens_staff_fits_role CHECK (staff_id IS NULL OR role IN ('counselor', 'supervisor', 'office_head'));

-- See 0005; it now says whose the token is.
DROP FUNCTION authenticate(bytea, timestamptz);
CREATE FUNCTION authenticate(presented bytea, at timestamptz)
  RETURNS TABLE (
    id uuid, role text, scope_kind text, scope_code text, name text, expires_at timestamptz, staff_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$
    SELECT t.id, t.role, t.scope_kind, t.scope_code, t.name, t.expires_at, t.staff_id
    FROM public.tokens t
    WHERE t.hash = presented
      AND (t.expires_at IS NULL OR t.expires_at > at)
      AND (t.revoked_at IS NULL OR t.revoked_at > at)
  $$;
REVOKE ALL ON FUNCTION authenticate(bytea, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION authenticate(bytea, timestamptz) TO madoguchi_app;

-- Revokes, now, a member's tokens of any role but `kept` (NULL: of every role), in the office entered and no other: ids
-- are an office's own, and another office may know a member by the same one. The service cannot look at tokens, and
-- this tells it only how many there were.
CREATE FUNCTION revoke_staff_tokens(member uuid, kept text) RETURNS bigint
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$
    WITH revoked AS (
      UPDATE public.tokens t SET revoked_at = public.app_now()
      FROM public.offices o
      WHERE o.id = nullif(current_setting('app.office_id', true), '')::integer
        AND t.scope_kind = 'office' AND t.scope_code = o.code
        AND t.staff_id = member AND t.role IS DISTINCT FROM kept
        AND (t.revoked_at IS NULL OR t.revoked_at > public.app_now())
      RETURNING 1)
    SELECT count(*) FROM revoked
  $$;
REVOKE ALL ON FUNCTION revoke_staff_tokens(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION revoke_staff_tokens(uuid, text) TO madoguchi_app;

-- A name as it is searched for: without blanks, and one spelling for what Unicode deems the same (ＡＢ and AB).
CREATE FUNCTION search_key(written text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT replace(normalize(written, NFKC), ' ', '') $$;

-- Stored and not computed by an index: under row-level security only a leakproof comparison becomes an index condition,
-- and a comparison of texts is, but not a function's result (nor LIKE). In C's order a prefix is a range.
ALTER TABLE bookings
  ADD COLUMN seeker_name_key text COLLATE "C" GENERATED ALWAYS AS (search_key(seeker_name)) STORED,
  ADD COLUMN seeker_kana_key text COLLATE "C" GENERATED ALWAYS AS (search_key(seeker_kana)) STORED;

-- By hand one may write any number of tasks about a booking; only a rule opens the same one again.
ALTER TABLE tasks DROP CONSTRAINT tasks_one_a_kind;

CREATE UNIQUE INDEX staff_name_key ON staff (office_id, name) WHERE retired_at IS NULL;
CREATE INDEX tokens_by_staff ON tokens (staff_id) WHERE staff_id IS NOT NULL;
CREATE INDEX bookings_by_name ON bookings (office_id, seeker_name_key);
CREATE INDEX bookings_by_kana ON bookings (office_id, seeker_kana_key);
CREATE UNIQUE INDEX tasks_one_a_kind ON tasks (office_id, booking_id, kind) WHERE kind <> 'other';
-- what is still to be done, past all the years of what is done
CREATE INDEX tasks_open_by_age ON tasks (office_id, created_at, id) WHERE closed_at IS NULL;

GRANT SELECT, INSERT ON staff TO madoguchi_app;
GRANT UPDATE (name, role, counselor_id, retired_at) ON staff TO madoguchi_app;
