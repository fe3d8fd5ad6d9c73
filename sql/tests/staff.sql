-- 職員: what a member is, and the tokens that belong to one, revoked in the office of the member and no other.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');
SELECT refused(a_copy_of('staff', jsonb_build_object('id', uuid_of('new'), 'name', '別', 'role', role)), 'staff_role_is_known')
FROM unnest(ARRAY['', 'gateway', 'system_admin']) AS role;
SELECT refused(a_copy_of('staff', jsonb_build_object('id', uuid_of('new'), 'name', '別', 'counselor_id', uuid_of('stranger'))),
  'staff_counselor_fkey');
SELECT refused(a_copy_of('staff', '{"name": "別"}'), 'staff_pkey');
SELECT lives_ok($$UPDATE staff SET role = 'office_head', counselor_id = NULL WHERE name = '佐藤'$$, 'a member rises');

-- who is no counselor leads to the office by itself
SELECT a_copy_of('staff', '{"office_id": 9999, "counselor_id": null}') AS elsewhere \gset
SELECT enter(9999, '2026-01-05 09:00+09', 'test');
SELECT refused(:'elsewhere', 'staff_office_fkey');

-- The same id in two offices, as a counselor and as a supervisor, and a token of nobody.
SET LOCAL ROLE madoguchi_owner;
SELECT refused(a_copy_of('tokens', jsonb_build_object(
    'id', uuid_of('new'), 'hash', sha256('new'), 'role', 'gateway', 'staff_id', uuid_of('member'))), 'tokens_staff_fits_role');
INSERT INTO tokens (id, hash, role, scope_kind, scope_code, name, created_at, staff_id)
SELECT uuid_of(secret), sha256(secret::bytea), role, 'office', code, '佐藤', '2026-01-01 00:00+09', uuid_of('member')
FROM (VALUES ('here, counselor', 'counselor', '9001'), ('here, supervisor', 'supervisor', '9001'),
  ('there', 'counselor', '9002')) AS made (secret, role, code);

SET LOCAL ROLE madoguchi_app;
SELECT results_eq($$SELECT staff_id FROM authenticate(sha256('there'), '2026-01-05 09:00+09')$$,
  $$SELECT uuid_of('member')$$, 'a token tells its member');

CREATE FUNCTION pg_temp.tokens_in_force() RETURNS text
  LANGUAGE sql
  AS $$
    SELECT string_agg(secret, '; ' ORDER BY secret)
    FROM unnest(ARRAY['secret', 'here, counselor', 'here, supervisor', 'there']) AS secret
    WHERE EXISTS (SELECT FROM authenticate(sha256(secret::bytea), '2026-01-05 09:00+09'))
  $$;
SET LOCAL app.office_id = '';
SELECT is(revoke_staff_tokens(uuid_of('member'), NULL), 0::bigint, 'outside of every office nothing is revoked');
SELECT enter(9001, '2026-01-05 09:00+09', 'test');
SELECT is(revoke_staff_tokens(uuid_of('stranger'), NULL), 0::bigint, 'nor of a member that is none');
SELECT is(pg_temp.tokens_in_force(), 'here, counselor; here, supervisor; secret; there', 'all are in force');
SELECT is(revoke_staff_tokens(uuid_of('member'), 'supervisor'), 1::bigint, 'who is a supervisor now is no counselor');
SELECT is(pg_temp.tokens_in_force(), 'here, supervisor; secret; there', 'and keeps the token of a supervisor');
SELECT is(revoke_staff_tokens(uuid_of('member'), NULL), 1::bigint, 'who goes keeps none');
SELECT is(pg_temp.tokens_in_force(), 'secret; there', 'the other office''s member and nobody''s token stay');
SELECT enter(9001, '2026-01-06 09:00+09', 'test');
SELECT is(revoke_staff_tokens(uuid_of('member'), NULL), 0::bigint, 'what is revoked stays revoked since then');

SET LOCAL ROLE madoguchi_region;
SELECT forbidden($$SELECT revoke_staff_tokens(uuid_of('member'), NULL)$$, 'statistics take no token away');

SELECT * FROM finish();
ROLLBACK;
