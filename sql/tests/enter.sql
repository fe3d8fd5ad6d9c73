-- enter() is the one door: for one transaction, with all three answers or none.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_app;

-- before it
SELECT throws_ok('SELECT app_now()', '22007', NULL, 'there is no time before entering');
SELECT is_empty('SELECT * FROM bookings', 'there is nothing to see before entering');
SELECT throws_ok($$SELECT enter(NULL, '2026-01-05 09:00+09', 'test')$$, '22004', NULL, 'an office is needed');
SELECT throws_ok($$SELECT enter(9001, NULL, 'test')$$, '22004', NULL, 'an instant is needed');
SELECT throws_ok($$SELECT enter(9001, '2026-01-05 09:00+09', NULL)$$, '22004', NULL, 'an actor is needed');
SELECT throws_ok($$SELECT enter(9001, '2026-01-05 09:00+09', '')$$, '22004', NULL, 'an actor has a name');
SELECT is_empty('SELECT * FROM bookings', 'a refused entry enters nowhere');

-- inside
SELECT enter(9001, '2026-01-05 09:00:00.123456+09', $$counselor's "quoted" \ name$$);
SELECT is(app_now(), '2026-01-05 00:00:00.123456+00'::timestamptz, 'the instant is kept to the microsecond');
SELECT is(app_actor(), $$counselor's "quoted" \ name$$, 'the actor is kept as given');
SELECT results_eq('SELECT DISTINCT office_id FROM bookings', 'VALUES (9001)', 'one office is seen');
SET LOCAL TIME ZONE 'America/New_York';
SET LOCAL datestyle = 'SQL, DMY';
SELECT enter(9002, '2026-02-01 09:00+09', 'test');
SELECT is(app_now(), '2026-02-01 00:00+00'::timestamptz, 'the session''s zone and date style change nothing');
SELECT results_eq('SELECT DISTINCT office_id FROM bookings', 'VALUES (9002)', 'entering again leaves the first office');
RESET ROLE;

-- after it: another session, as a pooler would hand it from client to client
CREATE FUNCTION pg_temp.elsewhere(statement text) RETURNS text
  LANGUAGE sql
  AS $$ SELECT answer FROM dblink('elsewhere', statement) AS t (answer text) $$;
SELECT is(dblink_connect('elsewhere', this_database()), 'OK', 'a second session');
SELECT is(dblink_exec('elsewhere', 'SET ROLE madoguchi_app'), 'SET', 'as the service');
SELECT throws_ok($$SELECT pg_temp.elsewhere('SELECT app_now()')$$, '42704', NULL, 'a fresh session has not entered');

SELECT is(dblink_exec('elsewhere', 'BEGIN'), 'BEGIN', 'begin');
SELECT is(pg_temp.elsewhere($$SELECT enter(9001, '2026-01-05 09:00+09', 'first client')::text$$), '', 'enter');
SELECT is(pg_temp.elsewhere($$SELECT current_setting('app.office_id')$$), '9001', 'it is in the office');
SELECT is(dblink_exec('elsewhere', 'COMMIT'), 'COMMIT', 'commit');
SELECT is(pg_temp.elsewhere(format('SELECT current_setting(%L)', setting)), '', 'COMMIT takes ' || setting || ' away')
FROM unnest(ARRAY['app.office_id', 'app.now', 'app.actor']) AS setting;
SELECT throws_ok($$SELECT pg_temp.elsewhere('SELECT app_now()')$$, '22007', NULL, 'no time is left for the next client');

SELECT is(dblink_exec('elsewhere', 'BEGIN'), 'BEGIN', 'begin');
SELECT is(pg_temp.elsewhere($$SELECT enter(9001, '2026-01-05 09:00+09', 'second client')::text$$), '', 'enter');
SELECT is(dblink_exec('elsewhere', 'ROLLBACK'), 'ROLLBACK', 'roll back');
SELECT is(pg_temp.elsewhere($$SELECT current_setting('app.office_id')$$), '', 'ROLLBACK takes the office away too');
SELECT is(dblink_disconnect('elsewhere'), 'OK', 'the second session ends');

SELECT * FROM finish();
ROLLBACK;
