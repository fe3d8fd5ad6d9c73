-- What happened to a booking, for ever: one event a version. Figures are made of these, so nobody edits one.

CREATE TABLE booking_events (
  office_id integer NOT NULL,
  booking_id uuid NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL,
  from_status text,
  to_status text NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT app_now(),
  actor text NOT NULL DEFAULT app_actor(),
  channel text,
  reason text,
  data jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT booking_events_pkey PRIMARY KEY (office_id, booking_id, version),
  CONSTRAINT booking_events_kind_is_known CHECK (kind IN (
    'received', 'offered', 'confirmed', 'started', 'completed', 'cancelled', 'lapsed', 'no_show')),
  CONSTRAINT booking_events_are_not_of_the_future CHECK (occurred_at <= recorded_at),
  CONSTRAINT booking_events_reason_length CHECK (char_length(reason) <= 2000),
  CONSTRAINT booking_events_data_is_an_object CHECK (jsonb_typeof(data) = 'object')
);
SELECT distribute_by_office('booking_events');
ALTER TABLE booking_events ADD CONSTRAINT booking_events_booking_fkey
  FOREIGN KEY (office_id, booking_id) REFERENCES bookings (office_id, id);
ALTER TABLE booking_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE booking_events FORCE ROW LEVEL SECURITY;
CREATE POLICY booking_events_owner ON booking_events TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY booking_events_app ON booking_events TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);

CREATE FUNCTION booking_events_stay() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  RAISE EXCEPTION 'an event of a booking is immutable'
    USING ERRCODE = 'MD002', CONSTRAINT = 'booking_events_are_immutable';
END
$$;
CREATE TRIGGER booking_events_stay BEFORE UPDATE OR DELETE ON booking_events
  FOR EACH ROW EXECUTE FUNCTION booking_events_stay();

-- recorded_at and actor are left out: the database fills them from enter(), and nobody can say otherwise.
GRANT SELECT ON booking_events TO madoguchi_app;
GRANT INSERT (office_id, booking_id, version, kind, from_status, to_status, occurred_at, channel, reason, data)
  ON booking_events TO madoguchi_app;
