-- Nothing is taken twice: each resource by its own exclusion constraint, whole or not at all.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

-- A reservation of one resource on 13 January, between two times of that day.
CREATE FUNCTION pg_temp.taking(resource text, taken uuid, starts text, ends text, office integer DEFAULT 9001)
  RETURNS text
  LANGUAGE sql
  AS $$
    SELECT format(
      'INSERT INTO allocations (office_id, id, cause_id, kind, during, starts_at, %I)
       VALUES (%s, gen_random_uuid(), gen_random_uuid(), %L, %L, %L, %L)',
      resource, office, 'reservation', format('[2026-01-13 %s+09, 2026-01-13 %s+09)', starts, ends),
      format('2026-01-13 %s+09', starts), taken)
  $$;

CREATE TEMPORARY TABLE resources (taken uuid, other uuid, resource text, by_constraint text);
INSERT INTO resources VALUES
  (uuid_of('counselor'), uuid_of('counselor 2'), 'counselor_id', 'allocations_counselor_is_free'),
  (uuid_of('room'), uuid_of('room 2'), 'room_id', 'allocations_room_is_free'),
  (uuid_of('licence'), uuid_of('licence 2'), 'licence_id', 'allocations_licence_is_free'),
  (uuid_of('seeker'), uuid_of('seeker 2'), 'seeker_id', 'allocations_seeker_is_free');

SELECT touches(pg_temp.taking(resource, taken, '10:00', '10:30'), 1, resource || ' is free at first') FROM resources;
SELECT refused(pg_temp.taking(resource, taken, '10:00', '10:30'), by_constraint) FROM resources;
SELECT refused(pg_temp.taking(resource, taken, '10:29:59.999999', '11:00'), by_constraint) FROM resources;
SELECT refused(pg_temp.taking(resource, taken, '09:00', '12:00'), by_constraint) FROM resources;
SELECT touches(pg_temp.taking(resource, taken, '10:30', '11:00'), 1, resource || ' is free right after') FROM resources;
SELECT touches(pg_temp.taking(resource, taken, '09:30', '10:00'), 1, resource || ' is free right before') FROM resources;
SELECT touches(pg_temp.taking(resource, other, '10:00', '10:30'), 1, 'another ' || resource || ' is free') FROM resources;

SELECT enter(9002, '2026-01-05 09:00+09', 'test');
SELECT touches(pg_temp.taking(resource, taken, '10:00', '10:30', 9002), 1, resource || ' of another office is free')
FROM resources;

-- All or nothing: ON CONFLICT DO NOTHING takes no row when one of four is gone, and says so by its count.
SELECT enter(9001, '2026-01-05 09:00+09', 'test');
CREATE FUNCTION pg_temp.session(starts text, counselor text, room text, licence text, seeker text) RETURNS text
  LANGUAGE sql
  AS $$
    SELECT format(
      'INSERT INTO allocations (
         office_id, id, kind, during, starts_at, booking_id, counselor_id, room_id, licence_id, seeker_id)
       VALUES (9001, gen_random_uuid(), %L, tstzrange(%L, %2$L::timestamptz + interval ''30 minutes''), %2$L,
         %L, %L, %L, %L, %L)
       ON CONFLICT DO NOTHING',
      'session', starts, uuid_of('booking'), uuid_of(counselor), uuid_of(room), uuid_of(licence), uuid_of(seeker))
  $$;
SELECT touches(pg_temp.session('2026-01-14 10:00+09', 'counselor', 'room', 'licence', 'seeker'), 1, 'a whole session');
SELECT touches(pg_temp.session('2026-01-14 10:00+09', 'counselor', 'room 2', 'licence 2', 'seeker 2'), 0, 'counselor gone');
SELECT touches(pg_temp.session('2026-01-14 10:00+09', 'counselor 2', 'room', 'licence 2', 'seeker 2'), 0, 'room gone');
SELECT touches(pg_temp.session('2026-01-14 10:00+09', 'counselor 2', 'room 2', 'licence', 'seeker 2'), 0, 'licence gone');
SELECT touches(pg_temp.session('2026-01-14 10:00+09', 'counselor 2', 'room 2', 'licence 2', 'seeker'), 0, 'seeker gone');
SELECT touches(pg_temp.session('2026-01-14 10:00+09', 'counselor 2', 'room 2', 'licence 2', 'seeker 2'), 1,
  'beside each other with nothing shared');

-- The service turns a hold into a session, and moves what is booked under the same constraints.
SELECT touches($$UPDATE allocations SET kind = 'hold', expires_at = '2026-01-08 00:00+09' WHERE kind = 'session'$$, 2,
  'a session and a hold differ by kind and expiry');
SELECT refused(format('UPDATE allocations SET %1$I = %2$L WHERE %1$I = %3$L', who || '_id', uuid_of(who),
  uuid_of(who || ' 2')), format('allocations_%s_is_free', who))
FROM unnest(ARRAY['counselor', 'room', 'licence', 'seeker']) AS who;
SELECT forbidden(format('UPDATE allocations SET %I = %1$I', property), 'an allocation keeps its ' || property)
FROM unnest(ARRAY['office_id', 'id', 'booking_id']) AS property;
SELECT touches($$DELETE FROM allocations WHERE expires_at <= '2026-01-08 00:00+09'$$, 2, 'an expired hold makes room');

SELECT * FROM finish();
ROLLBACK;
