-- Every pair of statuses against the arrows of docs/states.md, through the table and as the service.
\ir setup/begin.sql
\ir setup/life.sql

-- From, to what; a status that leads back to itself may be corrected.
CREATE TEMPORARY TABLE arrows (old_status text, new_statuses text[]);
INSERT INTO arrows VALUES
  ('received', '{declined,offered,received,withdrawn}'),
  ('offered', '{confirmed,declined,lapsed,offered,withdrawn}'),
  ('lapsed', '{confirmed}'),
  ('confirmed', '{cancelled_by_office,cancelled_by_user,confirmed,in_session,no_show}'),
  ('in_session', '{cancelled_by_office,held,in_session,terminated}'),
  ('no_show', '{cancelled_by_office,cancelled_by_user,held,in_session}'),
  ('held', '{}'), ('terminated', '{}'), ('declined', '{}'), ('withdrawn', '{}'),
  ('cancelled_by_user', '{}'), ('cancelled_by_office', '{}');
GRANT SELECT ON arrows TO madoguchi_app;

-- Sets the seed's booking to a status, every column filled, past the guard.
CREATE FUNCTION pg_temp.put(to_status text) RETURNS void
  LANGUAGE plpgsql
  AS $$
BEGIN
  ALTER TABLE bookings DISABLE TRIGGER bookings_guard;
  UPDATE bookings SET status = to_status, offer_number = 1, lapses_at = '2026-01-08 00:00+09',
    confirmed_at = '2026-01-06 12:00+09', starts_at = '2026-01-13 10:00+09', ends_at = '2026-01-13 10:30+09',
    no_show_at = '2026-01-13 10:10+09', started_at = '2026-01-13 10:00+09', counselor_id = uuid_of('counselor'),
    room_id = uuid_of('room'), licence_id = uuid_of('licence'),
    cancel_class = CASE WHEN to_status = 'cancelled_by_user' THEN 'same_day' END,
    decline_ground = CASE WHEN to_status = 'declined' THEN 'other' END
  WHERE office_id = 9001 AND id = uuid_of('booking');
  ALTER TABLE bookings ENABLE TRIGGER bookings_guard;
END
$$;

-- The statuses that the booking can reach from where it is, in one step.
CREATE FUNCTION pg_temp.reachable() RETURNS text[]
  LANGUAGE plpgsql
  AS $$
DECLARE
  next_status text;
  reached text[] := '{}';
  named text;
BEGIN
  FOR next_status IN SELECT old_status FROM arrows ORDER BY old_status COLLATE "C" LOOP
    BEGIN
      UPDATE bookings SET version = version + 1, status = next_status,
        cancel_class = CASE WHEN next_status = 'cancelled_by_user' THEN 'same_day' END,
        decline_ground = CASE WHEN next_status = 'declined' THEN 'other' END
      WHERE office_id = 9001 AND id = uuid_of('booking');
      RAISE EXCEPTION 'reached; and back' USING ERRCODE = 'ZZ001';
    EXCEPTION
      WHEN SQLSTATE 'ZZ001' THEN
        reached := reached || next_status;
      WHEN SQLSTATE 'MD001' THEN
        GET STACKED DIAGNOSTICS named = CONSTRAINT_NAME;
        ASSERT named = 'bookings_transition_is_legal';
    END;
  END LOOP;
  RETURN reached;
END
$$;

CREATE FUNCTION pg_temp.leads_where_it_should(from_status text, expected text[]) RETURNS text
  LANGUAGE plpgsql
  AS $$
DECLARE
  reached text[];
BEGIN
  PERFORM enter(9001, '2026-01-05 09:00+09', 'test');
  PERFORM pg_temp.put(from_status);
  SET LOCAL ROLE madoguchi_app;
  reached := pg_temp.reachable();
  RESET ROLE;
  RETURN is(reached, expected, from_status || ' leads to ' || expected::text);
END
$$;
SELECT pg_temp.leads_where_it_should(old_status, new_statuses) FROM arrows;

-- The function that the guard asks, and that Scheduling's own table is compared with, holds the arrows alone.
SELECT results_eq(
  'SELECT here.old_status, there.old_status, booking_may_become(here.old_status, there.old_status)
   FROM arrows here CROSS JOIN arrows there',
  'SELECT here.old_status, there.old_status,
     there.old_status = ANY (here.new_statuses) AND here.old_status <> there.old_status
   FROM arrows here CROSS JOIN arrows there',
  'booking_may_become agrees on all 144 pairs');

-- A change counts.
SELECT pg_temp.put('received');
SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');
SELECT refused(format('UPDATE bookings SET version = version + %s', step), 'bookings_version_counts')
FROM unnest(ARRAY[-1, 0, 2]) AS step;
SELECT touches('UPDATE bookings SET version = version + 1', 1, 'by one');

-- A beginning is an application, received even where it is declined at once, or a follow-up.
SELECT carry_over('in_sessionconfirmed');
CREATE FUNCTION pg_temp.beginning(origin text, status text, version integer) RETURNS text
  LANGUAGE sql
  AS $$
    SELECT a_copy_of('bookings', jsonb_build_object(
      'id', uuid_of(origin || status), 'origin', origin, 'status', status, 'version', version,
      'decline_ground', CASE WHEN status = 'declined' THEN 'other' END,
      'confirmed_at', CASE WHEN status <> 'received' THEN app_now() END,
      'parent_booking_id', CASE WHEN origin = 'in_session' THEN uuid_of('booking') END))
  $$;
SELECT lives_ok(pg_temp.beginning(origin, status, 1), concat_ws(' ', origin, 'begins as', status))
FROM (VALUES ('application', 'received'), ('in_session', 'confirmed')) AS t (origin, status);
SELECT refused(pg_temp.beginning('application', old_status, 1), 'bookings_transition_is_legal')
FROM arrows WHERE old_status <> 'received';
SELECT refused(pg_temp.beginning('in_session', old_status, 1), 'bookings_transition_is_legal')
FROM arrows WHERE old_status <> 'confirmed';
SELECT refused(pg_temp.beginning('application', 'received', 2), 'bookings_transition_is_legal');

-- Nobody changes a booking without saying when it is.
SET LOCAL app.now = '';
SELECT throws_ok('UPDATE bookings SET version = version + 1', '22007', NULL, 'the guard wants to know the time');

SELECT * FROM finish();
ROLLBACK;
