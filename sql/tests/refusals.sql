-- Refusals: what a row may look like, one in force a person at a time, and how each stands at an instant.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_owner;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');
-- The seed's is proposed, of February, March and April.
CREATE FUNCTION pg_temp.another(changed jsonb) RETURNS text
  LANGUAGE sql
  AS $$ SELECT a_copy_of('refusals', jsonb_build_object('id', gen_random_uuid()) || changed) $$;
CREATE FUNCTION pg_temp.approved(changed jsonb DEFAULT '{}') RETURNS jsonb
  LANGUAGE sql
  AS $$ SELECT '{"approved_at": "2026-01-05 09:00+09", "approved_by": "office_head:1"}'::jsonb || changed $$;

SELECT refused(a_copy_of('refusals'), 'refusals_pkey');
SELECT refused(pg_temp.another('{"ground": "noise"}'), 'refusals_ground_is_known');
SELECT refused(pg_temp.another(jsonb_build_object('reason', reason)), 'refusals_reason_length')
FROM (VALUES (''), (repeat('あ', 2001))) AS said (reason);
SELECT refused(pg_temp.another('{"ends_at": "2026-02-01 00:00+09"}'), 'refusals_end_after_start');
SELECT refused(pg_temp.another('{"ends_at": "2029-02-01 00:00:00.000001+09"}'), 'refusals_last_three_years_at_most');
SELECT lives_ok(pg_temp.another('{"ends_at": "2029-02-01 00:00+09"}'), '1,096 days are allowed, and proposals may overlap');
-- a copy is of any row
DELETE FROM refusals WHERE id <> uuid_of('refusal');
SELECT refused(pg_temp.another('{"approved_at": "2026-01-05 09:00+09"}'), 'refusals_approval_is_whole');
SELECT refused(pg_temp.another(pg_temp.approved('{"approved_by": "supervisor:1"}')), 'refusals_are_approved_by_the_head');
SELECT refused(pg_temp.another('{"noticed_at": "2026-01-05 09:00+09"}'), 'refusals_notice_follows_approval');
SELECT refused(pg_temp.another('{"appeal": "停電"}'), 'refusals_appeal_is_whole');
SELECT refused(pg_temp.another(jsonb_build_object('appeal', appeal, 'appealed_at', '2026-01-05 09:00+09',
  'appeal_entered_at', '2026-01-05 09:00+09', 'appeal_entered_by', 'supervisor:1')), 'refusals_appeal_length')
FROM (VALUES (''), (repeat('あ', 2001))) AS said (appeal);
SELECT refused(pg_temp.another('{"lift_reason": "停電"}'), 'refusals_lifting_is_whole');
SELECT refused(pg_temp.another(jsonb_build_object('lift_reason', reason, 'lifted_at', '2026-01-05 09:00+09',
  'lifted_by', 'supervisor:1')), 'refusals_lift_reason_length')
FROM (VALUES (''), (repeat('あ', 2001))) AS said (reason);
SELECT refused(pg_temp.another(jsonb_build_object('seeker_id', uuid_of('stranger'))), 'refusals_seeker_fkey');
SELECT refused(pg_temp.another(jsonb_build_object('booking_id', uuid_of('stranger'))), 'refusals_booking_fkey');

-- whoever reads names the version that was read, and a correction is the decision of who made it
DELETE FROM refusals WHERE id <> uuid_of('refusal');
SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-06 09:00+09', 'supervisor:corrects');
SELECT lives_ok($$UPDATE refusals SET reason = '別の理由'$$, 'a correction');
SELECT row_eq($$SELECT version, decided_by, decided_at FROM refusals_by_the_clock WHERE id = uuid_of('refusal')$$,
  ROW(2, 'supervisor:corrects'::text, '2026-01-06 09:00+09'::timestamptz), 'is a version, and its maker''s decision');
SELECT lives_ok($$UPDATE refusals SET approved_at = app_now(), approved_by = 'office_head:1'$$, 'an approval');
SELECT row_eq($$SELECT version, decided_by FROM refusals_by_the_clock WHERE id = uuid_of('refusal')$$,
  ROW(3, 'supervisor:corrects'::text), 'is a version, and nobody''s decision');
SELECT lives_ok('UPDATE refusals SET noticed_at = app_now()', 'a notice');
SELECT row_eq($$SELECT version FROM refusals_by_the_clock WHERE id = uuid_of('refusal')$$, ROW(3), 'is no version');
SELECT forbidden('UPDATE refusals SET ' || name || ' = ' || name, 'the service does not say ' || name)
FROM unnest(ARRAY['version', 'decided_at', 'decided_by']) AS name;
SET LOCAL ROLE madoguchi_owner;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');
UPDATE refusals SET noticed_at = NULL, approved_at = NULL, approved_by = NULL;
SELECT refused(pg_temp.another('{"version": 0}'), 'refusals_version_is_positive');

-- one at a time
SELECT lives_ok(pg_temp.another(pg_temp.approved()), 'a person is refused');
SELECT refused(pg_temp.another(pg_temp.approved('{"starts_at": "2026-04-30 23:59:59+09", "ends_at": "2026-06-01 00:00+09"}')),
  'refusals_one_at_a_time');
SELECT lives_ok(pg_temp.another(pg_temp.approved('{"starts_at": "2026-05-01 00:00+09", "ends_at": "2026-06-01 00:00+09"}')),
  'the end is exclusive');
SELECT lives_ok(pg_temp.another(pg_temp.approved(jsonb_build_object('seeker_id', uuid_of('seeker 2')))), 'somebody else');
SELECT lives_ok(pg_temp.another(pg_temp.approved(
  '{"lifted_at": "2026-01-05 09:00+09", "lifted_by": "supervisor:1", "lift_reason": "停電"}')), 'a lifted one is in nobody''s way');

-- how it stands
CREATE FUNCTION pg_temp.stands(at timestamptz, expected text) RETURNS text
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM enter(9001, at, 'test');
  RETURN is((SELECT status_now FROM refusals_by_the_clock WHERE id = uuid_of('refusal')), expected, expected || ' at ' || at);
END
$$;
DELETE FROM refusals WHERE id <> uuid_of('refusal');
SELECT pg_temp.stands('2026-01-05 09:00+09', 'proposed');
SELECT pg_temp.stands('2026-02-01 00:00+09', 'proposed');
UPDATE refusals SET approved_at = '2026-01-06 09:00+09', approved_by = 'office_head:1';
SELECT pg_temp.stands('2026-01-31 23:59:59.999999+09', 'approved');
SELECT pg_temp.stands('2026-02-01 00:00+09', 'in_force');
SELECT pg_temp.stands('2026-04-30 23:59:59.999999+09', 'in_force');
SELECT pg_temp.stands('2026-05-01 00:00+09', 'expired');
UPDATE refusals SET lifted_at = '2026-03-01 09:00+09', lifted_by = 'supervisor:1', lift_reason = '停電';
SELECT pg_temp.stands('2026-03-01 09:00+09', 'lifted');

-- who decided it, and when, is the database's to say; nothing is deleted
SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 10:00+09', 'supervisor:1');
INSERT INTO refusals (office_id, id, seeker_id, booking_id, ground, reason, starts_at, ends_at)
  VALUES (9001, uuid_of('new'), uuid_of('seeker 2'), uuid_of('booking'), 'conduct', '暴言', '2026-02-01 00:00+09', '2026-03-01 00:00+09');
SELECT row_eq($$SELECT decided_at, decided_by FROM refusals WHERE id = uuid_of('new')$$,
  ROW('2026-01-05 10:00+09'::timestamptz, 'supervisor:1'::text), 'who decided, and when, is filled from enter()');
SELECT forbidden('UPDATE refusals SET decided_by = ''nobody''', 'who decided stays');
SELECT forbidden('UPDATE refusals SET seeker_id = seeker_id', 'whom it concerns stays');
SELECT forbidden('DELETE FROM refusals', 'a row stays');
SELECT enter(9002, '2026-01-05 10:00+09', 'test');
SELECT is_empty($$SELECT FROM refusals_by_the_clock WHERE id = uuid_of('new')$$, 'another office does not see it');

SELECT * FROM finish();
ROLLBACK;
