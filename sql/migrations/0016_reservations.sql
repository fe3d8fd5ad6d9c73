-- What takes rooms, counselors and licences besides bookings: room reservations, absences, maintenances. Each has a row
-- that says why, and rows of allocations that take the time; the exclusion constraints of 0008 judge between all of them.

ALTER TABLE allocations
  -- the reservation, absence or maintenance; no foreign key, because it is one of three tables
  ADD COLUMN cause_id uuid,
  ADD CONSTRAINT allocations_have_a_cause CHECK ((booking_id IS NULL) = (cause_id IS NOT NULL));
CREATE INDEX allocations_by_cause ON allocations (office_id, cause_id) WHERE cause_id IS NOT NULL;

-- 個室の予約 for anything else, one row an occurrence; a series is what was asked for at once.
CREATE TABLE room_reservations (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  room_id uuid NOT NULL,
  series_id uuid,
  purpose text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT app_now(),
  created_by text NOT NULL DEFAULT app_actor(),
  -- given up before it began
  dropped_at timestamptz,
  CONSTRAINT room_reservations_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT room_reservations_purpose_length CHECK (char_length(purpose) BETWEEN 1 AND 200),
  CONSTRAINT room_reservations_end_after_start CHECK (ends_at > starts_at),
  CONSTRAINT room_reservations_last_a_day_at_most CHECK (ends_at <= starts_at + interval '24 hours')
);
SELECT distribute_by_office('room_reservations');

-- 不在 of a counselor.
CREATE TABLE absences (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  counselor_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  reason text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT app_now(),
  created_by text NOT NULL DEFAULT app_actor(),
  dropped_at timestamptz,
  CONSTRAINT absences_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT absences_reason_length CHECK (char_length(reason) BETWEEN 1 AND 2000),
  CONSTRAINT absences_end_after_start CHECK (ends_at > starts_at),
  CONSTRAINT absences_last_a_year_at_most CHECK (ends_at <= starts_at + interval '8784 hours')
);
SELECT distribute_by_office('absences');

-- 保守 of a room or a licence.
CREATE TABLE maintenances (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  room_id uuid,
  licence_id uuid,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  reason text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT app_now(),
  created_by text NOT NULL DEFAULT app_actor(),
  dropped_at timestamptz,
  CONSTRAINT maintenances_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT maintenances_are_of_one_thing CHECK (num_nonnulls(room_id, licence_id) = 1),
  CONSTRAINT maintenances_reason_length CHECK (char_length(reason) BETWEEN 1 AND 2000),
  CONSTRAINT maintenances_end_after_start CHECK (ends_at > starts_at),
  CONSTRAINT maintenances_last_a_year_at_most CHECK (ends_at <= starts_at + interval '8784 hours')
);
SELECT distribute_by_office('maintenances');

ALTER TABLE room_reservations ADD CONSTRAINT room_reservations_room_fkey
  FOREIGN KEY (office_id, room_id) REFERENCES rooms (office_id, id);
ALTER TABLE absences ADD CONSTRAINT absences_counselor_fkey
  FOREIGN KEY (office_id, counselor_id) REFERENCES counselors (office_id, id);
ALTER TABLE maintenances ADD CONSTRAINT maintenances_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE maintenances ADD CONSTRAINT maintenances_room_fkey
  FOREIGN KEY (office_id, room_id) REFERENCES rooms (office_id, id);
ALTER TABLE maintenances ADD CONSTRAINT maintenances_licence_fkey
  FOREIGN KEY (office_id, licence_id) REFERENCES licences (office_id, id);

ALTER TABLE room_reservations ENABLE ROW LEVEL SECURITY;
ALTER TABLE room_reservations FORCE ROW LEVEL SECURITY;
CREATE POLICY room_reservations_owner ON room_reservations TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY room_reservations_app ON room_reservations TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
ALTER TABLE absences ENABLE ROW LEVEL SECURITY;
ALTER TABLE absences FORCE ROW LEVEL SECURITY;
CREATE POLICY absences_owner ON absences TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY absences_app ON absences TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
ALTER TABLE maintenances ENABLE ROW LEVEL SECURITY;
ALTER TABLE maintenances FORCE ROW LEVEL SECURITY;
CREATE POLICY maintenances_owner ON maintenances TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY maintenances_app ON maintenances TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);

CREATE INDEX room_reservations_by_start ON room_reservations (office_id, starts_at, id) WHERE dropped_at IS NULL;
CREATE INDEX room_reservations_by_series ON room_reservations (office_id, series_id) WHERE series_id IS NOT NULL;
CREATE INDEX absences_by_end ON absences (office_id, ends_at) WHERE dropped_at IS NULL;
CREATE INDEX maintenances_by_end ON maintenances (office_id, ends_at) WHERE dropped_at IS NULL;

-- Who or what is not there, absences and maintenances alike, as answers show it.
CREATE VIEW unavailabilities WITH (security_invoker = true) AS
  SELECT a.office_id, 'absence' AS kind, a.id, a.counselor_id, NULL::uuid AS room_id, NULL::uuid AS licence_id,
    c.name, a.starts_at, a.ends_at, a.reason, a.created_at, a.created_by
  FROM absences a
    JOIN counselors c ON c.office_id = a.office_id AND c.id = a.counselor_id
  WHERE a.dropped_at IS NULL
  UNION ALL
  SELECT m.office_id, 'maintenance', m.id, NULL, m.room_id, m.licence_id,
    coalesce(r.name, l.name), m.starts_at, m.ends_at, m.reason, m.created_at, m.created_by
  FROM maintenances m
    LEFT JOIN rooms r ON r.office_id = m.office_id AND r.id = m.room_id
    LEFT JOIN licences l ON l.office_id = m.office_id AND l.id = m.licence_id
  WHERE m.dropped_at IS NULL;

-- What whoever looks for something free has to ask: the allocations, and the absences and maintenances themselves. Where
-- a session was left in its place they have no allocation, and when it ends early the gap must not be booked again. They
-- come in pieces of 24 hours, so that a reader looks back no further than for allocations; those that are over do not
-- come, because nobody books the past.
CREATE VIEW taken_times WITH (security_invoker = true) AS
  SELECT office_id, id, kind, during, starts_at, counselor_id, room_id, licence_id, seeker_id, booking_id, cause_id,
    expires_at
  FROM allocations
  UNION ALL
  SELECT a.office_id, a.id, 'absence', tstzrange(piece, least(piece + interval '24 hours', a.ends_at)), piece,
    a.counselor_id, NULL, NULL, NULL, NULL, a.id, NULL
  FROM absences a
    CROSS JOIN generate_series(a.starts_at, a.ends_at - interval '1 microsecond', interval '24 hours') AS piece
  WHERE a.dropped_at IS NULL AND a.ends_at > app_now()
  UNION ALL
  SELECT m.office_id, m.id, 'maintenance', tstzrange(piece, least(piece + interval '24 hours', m.ends_at)), piece,
    NULL, m.room_id, m.licence_id, NULL, NULL, m.id, NULL
  FROM maintenances m
    CROSS JOIN generate_series(m.starts_at, m.ends_at - interval '1 microsecond', interval '24 hours') AS piece
  WHERE m.dropped_at IS NULL AND m.ends_at > app_now();

-- created_at and created_by are left out: the database fills them from enter(), and nobody can say otherwise
GRANT SELECT ON room_reservations, absences, maintenances, unavailabilities, taken_times TO madoguchi_app;
GRANT INSERT (office_id, id, room_id, series_id, purpose, starts_at, ends_at) ON room_reservations TO madoguchi_app;
GRANT UPDATE (room_id, purpose, starts_at, ends_at, dropped_at) ON room_reservations TO madoguchi_app;
GRANT INSERT (office_id, id, counselor_id, starts_at, ends_at, reason) ON absences TO madoguchi_app;
GRANT INSERT (office_id, id, room_id, licence_id, starts_at, ends_at, reason) ON maintenances TO madoguchi_app;
GRANT UPDATE (starts_at, ends_at, reason, dropped_at) ON absences, maintenances TO madoguchi_app;
