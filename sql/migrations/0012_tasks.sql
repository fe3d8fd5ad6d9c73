-- What needs a person: opened by a rule or by hand, closed by somebody whose name stays with it.

CREATE TABLE tasks (
  office_id integer NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  booking_id uuid,
  note text,
  created_at timestamptz NOT NULL DEFAULT app_now(),
  created_by text NOT NULL DEFAULT app_actor(),
  closed_at timestamptz,
  closed_by text,
  CONSTRAINT tasks_pkey PRIMARY KEY (office_id, id),
  CONSTRAINT tasks_kind_is_known CHECK (kind IN (
    'switch_to_full', 'name_differs', 'not_started', 'not_closed', 'closed_day', 'outside_hours',
    'resource_unavailable', 'other')),
  CONSTRAINT tasks_made_by_rule_have_a_booking CHECK (kind = 'other' OR booking_id IS NOT NULL),
  CONSTRAINT tasks_made_by_hand_say_what CHECK (kind <> 'other' OR coalesce(note, '') <> ''),
  CONSTRAINT tasks_note_length CHECK (char_length(note) <= 2000),
  CONSTRAINT tasks_closing_is_whole CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
  -- a rule that finds the same thing again opens the same task again
  CONSTRAINT tasks_one_a_kind UNIQUE (office_id, booking_id, kind)
);
SELECT distribute_by_office('tasks');
ALTER TABLE tasks ADD CONSTRAINT tasks_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE tasks ADD CONSTRAINT tasks_booking_fkey
  FOREIGN KEY (office_id, booking_id) REFERENCES bookings (office_id, id);
ALTER TABLE tasks ENABLE ROW LEVEL SECURITY;
ALTER TABLE tasks FORCE ROW LEVEL SECURITY;
CREATE POLICY tasks_owner ON tasks TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY tasks_app ON tasks TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);

CREATE INDEX tasks_by_age ON tasks (office_id, created_at, id);

-- created_by is left out: the database fills it from enter(), and nobody can say otherwise
GRANT SELECT ON tasks TO madoguchi_app;
GRANT INSERT (office_id, id, kind, booking_id, note) ON tasks TO madoguchi_app;
GRANT UPDATE (note, created_at, closed_at, closed_by) ON tasks TO madoguchi_app;
