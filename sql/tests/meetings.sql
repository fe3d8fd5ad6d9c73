-- Meetings and what they are made of: one in force a booking, a pool's credential once, and no box for who needs none.
\ir setup/begin.sql

-- as the owner, so that only the rule in question is in the way
SET LOCAL ROLE madoguchi_owner;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

-- what a licence shows for every meeting
CREATE FUNCTION pg_temp.credentials(changed jsonb) RETURNS text
  LANGUAGE sql
  AS $$ SELECT a_copy_of('licence_credentials',
    jsonb_build_object('id', uuid_of('new'), 'licence_id', uuid_of('licence 2')) || changed) $$;
SELECT refused(pg_temp.credentials(jsonb_build_object('licence_id', uuid_of('licence'))), 'licence_credentials_one_a_licence');
SELECT refused(pg_temp.credentials(jsonb_build_object('licence_id', uuid_of('stranger'))), 'licence_credentials_licence_fkey');
SELECT refused(pg_temp.credentials('{"key_id": ""}'), 'licence_credentials_key_id_length');
SELECT refused(pg_temp.credentials(jsonb_build_object('key_id', repeat('k', 41))), 'licence_credentials_key_id_length');
SELECT refused(pg_temp.credentials(jsonb_build_object('box', decode(repeat('00', 28), 'hex'))),
  'licence_credentials_box_is_sealed');

-- what it shows once
CREATE FUNCTION pg_temp.pooled(changed jsonb) RETURNS text
  LANGUAGE sql
  AS $$ SELECT a_copy_of('meeting_pool', jsonb_build_object('id', uuid_of('new'), 'digest', sha256('new')) || changed) $$;
SELECT refused(pg_temp.pooled(jsonb_build_object('digest', sha256('pooled'))), 'meeting_pool_each_once');
SELECT refused(pg_temp.pooled('{"digest": "\\x00"}'), 'meeting_pool_digest_is_sha256');
SELECT refused(pg_temp.pooled(jsonb_build_object('licence_id', uuid_of('stranger'))), 'meeting_pool_licence_fkey');
SELECT refused(pg_temp.pooled('{"key_id": ""}'), 'meeting_pool_key_id_length');
SELECT refused(pg_temp.pooled(jsonb_build_object('box', decode(repeat('00', 28), 'hex'))), 'meeting_pool_box_is_sealed');
SELECT refused(pg_temp.pooled('{"box": null}'), 'meeting_pool_issue_is_whole');
SELECT refused(format('UPDATE meeting_pool SET %s', changed), 'meeting_pool_issue_is_whole')
FROM unnest(ARRAY['box = NULL', 'issued_at = app_now()', format('booking_id = %L', uuid_of('booking')),
  format('issued_at = app_now(), booking_id = %L', uuid_of('booking')),
  'box = NULL, issued_at = app_now()']) AS changed;
SELECT refused(format('UPDATE meeting_pool SET box = NULL, issued_at = app_now(), booking_id = %L', uuid_of('stranger')),
  'meeting_pool_booking_fkey');
SELECT touches(format('UPDATE meeting_pool SET box = NULL, issued_at = app_now(), booking_id = %L', uuid_of('booking')), 1,
  'one is issued, and its box leaves');

-- what a booking was issued
CREATE FUNCTION pg_temp.meeting(changed jsonb) RETURNS text
  LANGUAGE sql
  AS $$ SELECT a_copy_of('meetings', 
    jsonb_build_object('number', 2, 'revoked_at', NULL, 'box', decode(repeat('5a', 40), 'hex')) || changed) $$;
SELECT refused(pg_temp.meeting('{}'), 'meetings_one_in_force');
SELECT refused('UPDATE meetings SET box = NULL', 'meetings_have_a_box_until_revoked');
SELECT touches('UPDATE meetings SET box = NULL, revoked_at = app_now()', 1, 'one is revoked, and its box goes');
SELECT refused(pg_temp.meeting(format('{"booking_id": "%s"}', uuid_of('stranger'))::jsonb), 'meetings_booking_fkey');
SELECT refused(pg_temp.meeting(format('{"licence_id": "%s"}', uuid_of('stranger'))::jsonb), 'meetings_licence_fkey');
SELECT refused(pg_temp.meeting(format('{"pool_id": "%1$s", "place": "%1$s"}', uuid_of('stranger'))::jsonb), 'meetings_pool_fkey');
SELECT refused(pg_temp.meeting(format('{"pool_id": "%s"}', uuid_of('pooled'))::jsonb), 'meetings_pool_is_the_place');
SELECT refused(pg_temp.meeting('{"number": 0}'), 'meetings_number_counts');
SELECT refused(pg_temp.meeting('{"key_id": ""}'), 'meetings_key_id_length');
SELECT refused(pg_temp.meeting(jsonb_build_object('box', decode(repeat('00', 28), 'hex'))), 'meetings_box_is_sealed');
SELECT lives_ok(pg_temp.meeting(format('{"pool_id": "%1$s", "place": "%1$s"}', uuid_of('pooled'))::jsonb), 'the next is from the pool');
SELECT refused(pg_temp.meeting(format('{"number": 3, "pool_id": "%1$s", "place": "%1$s"}', uuid_of('pooled'))::jsonb),
  'meetings_pool_credential_once');

-- The service says neither who nor when, and forgets nothing that was issued.
SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 10:00+09', 'somebody');
SELECT touches(format('INSERT INTO licence_credentials (office_id, id, licence_id, key_id, box) SELECT 9001, %L, %L, key_id, box '
  'FROM licence_credentials', uuid_of('more'), uuid_of('licence 2')), 1, 'credentials are set');
SELECT row_eq(format('SELECT set_at, set_by FROM licence_credentials WHERE id = %L', uuid_of('more')),
  ROW('2026-01-05 10:00+09'::timestamptz, 'somebody'::text), 'enter() says who set them and when');
SELECT touches(format('INSERT INTO meeting_pool (office_id, id, licence_id, digest, key_id, box) '
  'SELECT 9001, %L, licence_id, sha256(''more''), key_id, box FROM licence_credentials LIMIT 1', uuid_of('more')), 1, 'the pool grows');
SELECT row_eq(format('SELECT added_at, added_by FROM meeting_pool WHERE id = %L', uuid_of('more')),
  ROW('2026-01-05 10:00+09'::timestamptz, 'somebody'::text), 'enter() says who added to it and when');
SELECT touches('UPDATE meetings SET revoked_at = app_now(), box = NULL WHERE revoked_at IS NULL', 1, 'the one in force is revoked');
SELECT touches(format('INSERT INTO meetings (office_id, booking_id, number, licence_id, place, key_id, box) '
  'SELECT 9001, %L, 9, licence_id, id, key_id, box FROM licence_credentials LIMIT 1', uuid_of('booking')), 1, 'a meeting is issued');
SELECT row_eq('SELECT issued_at FROM meetings WHERE number = 9', ROW('2026-01-05 10:00+09'::timestamptz), 'enter() says when');
SELECT forbidden('UPDATE meetings SET issued_at = app_now()', 'when it was issued stays');
SELECT forbidden('DELETE FROM meetings', 'that it was issued stays');

-- The relay reads what is in force, in every office, and nothing else.
SET LOCAL ROLE madoguchi_relay;
SET LOCAL app.office_id = '';
SELECT results_eq('SELECT office_id, place, octet_length(box) FROM meetings WHERE revoked_at IS NULL ORDER BY 1',
  $$VALUES (9001, uuid_of('credentials'), 40), (9002, uuid_of('credentials'), 40)$$, 'the relay reads every office''s meetings');
SELECT forbidden('UPDATE meetings SET box = box', 'the relay changes none');
SELECT forbidden('SELECT box FROM licence_credentials', 'the relay reads no licence''s credentials');
SELECT forbidden('SELECT box FROM meeting_pool', 'the relay reads no pool');

SET LOCAL ROLE madoguchi_region;
SELECT forbidden(format('SELECT %s', what), 'statistics do not see ' || what)
FROM unnest(ARRAY['box FROM meetings', 'box FROM licence_credentials', 'box FROM meeting_pool', 'digest FROM meeting_pool',
  'key_id FROM meetings']) AS what;
SET LOCAL ROLE madoguchi_maintenance;
SELECT forbidden(format('SELECT %s', what), 'retention does not see ' || what)
FROM unnest(ARRAY['box FROM meetings', 'box FROM licence_credentials', 'box FROM meeting_pool', 'digest FROM meeting_pool',
  'key_id FROM meetings']) AS what;

SELECT * FROM finish();
ROLLBACK;
