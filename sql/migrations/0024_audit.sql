-- Who did or saw what, in which bookings and of which persons: ids and keyed digests, never a value (Art. 7, 8). Entries
-- are written unchained, each in the transaction that it tells of; a sealer then chains what is closed, office by office.

-- A person's number as the audit knows it, under a key that is not in the database: so that a read of one booking can
-- name its person without a second look.
ALTER TABLE seekers
  ADD COLUMN number_key_id text,
  ADD COLUMN number_digest bytea,
  ADD CONSTRAINT seekers_number_digest_is_whole CHECK ((number_key_id IS NULL) = (number_digest IS NULL)),
  ADD CONSTRAINT seekers_number_digest_is_sha256 CHECK (octet_length(number_digest) = 32);

CREATE TABLE audit_entries (
  office_id integer NOT NULL,
  -- the transaction that wrote it, as pg_current_xact_id() counts them; batches are closed over these
  writer bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT app_now(),
  actor text NOT NULL DEFAULT app_actor(),
  role text NOT NULL,
  purpose text NOT NULL,
  -- none for what no request made
  request_id text,
  operation text NOT NULL,
  kind text NOT NULL,
  booking_ids uuid[] NOT NULL DEFAULT '{}',
  -- what else it was about: a room, a member of staff, a task
  subject_id uuid,
  person_key_id text,
  person_digests bytea[] NOT NULL DEFAULT '{}',
  -- the rule that a supervisor set aside (Art. 6(1))
  waived_rule text,
  outcome text NOT NULL,
  CONSTRAINT audit_entries_pkey PRIMARY KEY (office_id, writer, id),
  CONSTRAINT audit_entries_actor_is_no_name CHECK (actor ~ '^[a-z_]{1,40}(:[0-9a-z-]{1,40})?$'),
  CONSTRAINT audit_entries_role_is_known CHECK (role IN (
    'counselor', 'supervisor', 'office_head', 'bureau_statistics', 'ministry_statistics', 'system_admin', 'auditor',
    'gateway', 'clock')),
  CONSTRAINT audit_entries_purpose_is_known CHECK (purpose IN (
    'counseling', 'administration', 'oversight', 'gateway', 'maintenance')),
  CONSTRAINT audit_entries_request_id_is_a_number CHECK (request_id ~ '^[0-9a-f]{1,32}$'),
  CONSTRAINT audit_entries_operation_is_a_word CHECK (operation ~ '^[a-z][A-Za-z]{0,79}$'),
  CONSTRAINT audit_entries_kind_is_known CHECK (kind IN ('change', 'read')),
  CONSTRAINT audit_entries_digests_have_a_key CHECK (
    (person_key_id IS NULL) = (cardinality(person_digests) = 0)),
  CONSTRAINT audit_entries_waived_rule_is_known CHECK (waived_rule IN (
    'confirm_cutoff', 'outside_hours', 'closed_day', 'job_seeker_number')),
  CONSTRAINT audit_entries_outcome_is_known CHECK (outcome IN ('done', 'refused', 'replayed'))
);

-- One batch: every entry of the office whose writer lies from from_writer until, exclusively, to_writer. A batch ends
-- where the oldest transaction under way began, so that nothing can come into it any more.
CREATE TABLE audit_seals (
  office_id integer NOT NULL,
  number bigint NOT NULL,
  -- how a row becomes bytes
  form smallint NOT NULL,
  from_writer bigint NOT NULL,
  to_writer bigint NOT NULL,
  row_count integer NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  prev_hash bytea NOT NULL,
  hash bytea NOT NULL,
  sealed_at timestamptz NOT NULL DEFAULT app_now(),
  CONSTRAINT audit_seals_pkey PRIMARY KEY (office_id, number),
  CONSTRAINT audit_seals_end_once UNIQUE (office_id, to_writer),
  CONSTRAINT audit_seals_number_is_positive CHECK (number > 0),
  CONSTRAINT audit_seals_form_is_known CHECK (form = 1),
  CONSTRAINT audit_seals_writers_are_ordered CHECK (0 <= from_writer AND from_writer < to_writer),
  CONSTRAINT audit_seals_are_not_empty CHECK (row_count > 0),
  CONSTRAINT audit_seals_times_are_ordered CHECK (first_at <= last_at),
  CONSTRAINT audit_seals_hashes_are_sha256 CHECK (octet_length(prev_hash) = 32 AND octet_length(hash) = 32)
);

-- How far retention has dropped the audit: what is left is verified from here. No foreign key to the seal that it
-- repeats, because that one goes; a trigger asks for it.
CREATE TABLE audit_checkpoints (
  office_id integer NOT NULL,
  -- the last batch that was dropped
  number bigint NOT NULL,
  to_writer bigint NOT NULL,
  hash bytea NOT NULL,
  dropped_rows bigint NOT NULL,
  reached_at timestamptz NOT NULL DEFAULT app_now(),
  CONSTRAINT audit_checkpoints_pkey PRIMARY KEY (office_id, number),
  CONSTRAINT audit_checkpoints_dropped_rows_in_range CHECK (dropped_rows > 0)
);

SELECT distribute_by_office('audit_entries');
SELECT distribute_by_office('audit_seals');
SELECT distribute_by_office('audit_checkpoints');
ALTER TABLE audit_entries ADD CONSTRAINT audit_entries_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE audit_seals ADD CONSTRAINT audit_seals_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE audit_checkpoints ADD CONSTRAINT audit_checkpoints_office_fkey
  FOREIGN KEY (office_id) REFERENCES offices (id);

ALTER TABLE audit_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entries FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_entries_owner ON audit_entries TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY audit_entries_app ON audit_entries TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
-- the sealer and retention go over all offices; an entry holds no value of a person
CREATE POLICY audit_entries_maintenance ON audit_entries TO madoguchi_maintenance USING (true);
ALTER TABLE audit_seals ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_seals FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_seals_owner ON audit_seals TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY audit_seals_app ON audit_seals TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY audit_seals_maintenance ON audit_seals TO madoguchi_maintenance USING (true);
ALTER TABLE audit_checkpoints ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_checkpoints FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_checkpoints_owner ON audit_checkpoints TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY audit_checkpoints_app ON audit_checkpoints TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY audit_checkpoints_maintenance ON audit_checkpoints TO madoguchi_maintenance USING (true);

-- Nobody edits the audit, and it goes only where a checkpoint says that it went.
CREATE FUNCTION audit_entries_stay() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (
    SELECT FROM audit_checkpoints c WHERE c.office_id = OLD.office_id AND c.to_writer > OLD.writer)
  THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'an entry of the audit stays as it is'
    USING ERRCODE = 'MD002', CONSTRAINT = 'audit_entries_are_immutable';
END
$$;
CREATE TRIGGER audit_entries_stay BEFORE UPDATE OR DELETE ON audit_entries
  FOR EACH ROW EXECUTE FUNCTION audit_entries_stay();

CREATE FUNCTION audit_seals_stay() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (
    SELECT FROM audit_checkpoints c WHERE c.office_id = OLD.office_id AND c.number >= OLD.number)
  THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'a seal of the audit stays as it is'
    USING ERRCODE = 'MD002', CONSTRAINT = 'audit_seals_are_immutable';
END
$$;
CREATE TRIGGER audit_seals_stay BEFORE UPDATE OR DELETE ON audit_seals
  FOR EACH ROW EXECUTE FUNCTION audit_seals_stay();

CREATE FUNCTION audit_checkpoints_stay() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  IF TG_OP = 'INSERT' AND EXISTS (
    SELECT FROM audit_seals s
    WHERE s.office_id = NEW.office_id AND s.number = NEW.number AND s.to_writer = NEW.to_writer AND s.hash = NEW.hash)
  THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'a checkpoint repeats the seal it stands for, and stays'
    USING ERRCODE = 'MD002', CONSTRAINT = 'audit_checkpoints_repeat_a_seal';
END
$$;
CREATE TRIGGER audit_checkpoints_stay AFTER INSERT OR UPDATE OR DELETE ON audit_checkpoints
  FOR EACH ROW EXECUTE FUNCTION audit_checkpoints_stay();

CREATE INDEX audit_entries_by_age ON audit_entries (office_id, at, id);

-- writer, at and actor are left out: the database fills them, and nobody can say otherwise
GRANT SELECT ON audit_entries, audit_seals, audit_checkpoints TO madoguchi_app;
GRANT INSERT (
    office_id, id, role, purpose, request_id, operation, kind, booking_ids, subject_id, person_key_id, person_digests,
    waived_rule, outcome)
  ON audit_entries TO madoguchi_app, madoguchi_maintenance;
GRANT SELECT, DELETE ON audit_entries, audit_seals TO madoguchi_maintenance;
GRANT INSERT (office_id, number, form, from_writer, to_writer, row_count, first_at, last_at, prev_hash, hash)
  ON audit_seals TO madoguchi_maintenance;
GRANT SELECT ON audit_checkpoints TO madoguchi_maintenance;
GRANT INSERT (office_id, number, to_writer, hash, dropped_rows) ON audit_checkpoints TO madoguchi_maintenance;
