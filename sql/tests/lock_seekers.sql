-- lock_seekers() orders what is decided about a person: whoever comes second waits.
\ir setup/begin.sql

CREATE FUNCTION pg_temp.elsewhere(seekers uuid[]) RETURNS text
  LANGUAGE sql
  AS $$ SELECT answer FROM dblink('elsewhere', format('SELECT lock_seekers(%L)::text', seekers)) AS t (answer text) $$;
SELECT is(dblink_connect('elsewhere', this_database()), 'OK', 'a second session');
SELECT is(dblink_exec('elsewhere', 'SET ROLE madoguchi_app'), 'SET', 'as the service');
SELECT is(dblink_exec('elsewhere', 'SET lock_timeout = ''200ms'''), 'SET', 'that would not wait for ever');

SET LOCAL ROLE madoguchi_app;
SELECT lives_ok('SELECT lock_seekers(''{}'')', 'nobody is nobody');
PREPARE taking AS SELECT lock_seekers(ARRAY[uuid_of('b'), uuid_of('a'), uuid_of('a')]);
SELECT lives_ok('taking', 'two persons are taken');
SELECT lives_ok('taking', 'and taken again by their holder');
RESET ROLE;
PREPARE the_same AS SELECT pg_temp.elsewhere(ARRAY[uuid_of('a')]);
SELECT throws_ok('the_same', '55P03', NULL, 'who comes second waits');
SELECT is(pg_temp.elsewhere(ARRAY[uuid_of('c')]), '', 'another person is free');
SELECT throws_ok('SELECT lock_slots(ARRAY[uuid_of(''a'')], ARRAY[date ''2000-01-01'' - 4000000])', '22008', NULL,
  'no day of lock_slots() has that key');
SELECT is(dblink_disconnect('elsewhere'), 'OK', 'the second session ends');

SELECT * FROM finish();
ROLLBACK;
