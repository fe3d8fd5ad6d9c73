-- lock_slots() takes every lock or raises at once, and never waits.
\ir setup/begin.sql

CREATE FUNCTION pg_temp.elsewhere(resources uuid[], days date[]) RETURNS text
  LANGUAGE sql
  AS $$
    SELECT answer
    FROM dblink('elsewhere', format('SELECT lock_slots(%L, %L)::text', resources, days)) AS t (answer text)
  $$;
SELECT is(dblink_connect('elsewhere', this_database()), 'OK', 'a second session');
SELECT is(dblink_exec('elsewhere', 'SET ROLE madoguchi_app'), 'SET', 'as the service');
SELECT is(dblink_exec('elsewhere', 'SET statement_timeout = ''5s'''), 'SET', 'that would not wait for ever');

-- a and b are taken on 13 January
SET LOCAL ROLE madoguchi_app;
SAVEPOINT attempt;
PREPARE taking AS SELECT lock_slots(ARRAY[uuid_of('a'), uuid_of('b')], '{2026-01-13,2026-01-13}');
SELECT lives_ok('taking', 'free locks are taken');
SELECT lives_ok('taking', 'and taken again by their holder');
RESET ROLE;

PREPARE the_same AS SELECT pg_temp.elsewhere(ARRAY[uuid_of('b')], '{2026-01-13}');
SELECT throws_ok('the_same', '55P03', NULL, 'what another holds is refused at once');
PREPARE one_of_two AS SELECT pg_temp.elsewhere(ARRAY[uuid_of('c'), uuid_of('a')], '{2026-01-13,2026-01-13}');
SELECT throws_ok('one_of_two', '55P03', NULL, 'one lock of two taken is none');
SELECT is(pg_temp.elsewhere(ARRAY[uuid_of('b')], '{2026-01-14}'), '', 'another day is free');
SELECT is(pg_temp.elsewhere(ARRAY[uuid_of('c')], '{2026-01-13}'), '', 'another resource is free');

-- the caller goes back to its savepoint before the next candidate, and that frees them
ROLLBACK TO attempt;
SELECT is(pg_temp.elsewhere(ARRAY[uuid_of('a'), uuid_of('b')], '{2026-01-13,2026-01-13}'), '',
  'ROLLBACK TO SAVEPOINT frees the locks');
SELECT is(
  (SELECT held FROM dblink('elsewhere',
    'SELECT count(*) FROM pg_locks WHERE locktype = ''advisory'' AND pid = pg_backend_pid()') AS t (held bigint)),
  0::bigint, 'the locks end with their transaction');
SELECT is(dblink_disconnect('elsewhere'), 'OK', 'the second session ends');

SELECT * FROM finish();
ROLLBACK;
