-- Tokens: only a hash, a scope that fits the role, and authenticate() as the only way in.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_owner;

SELECT refused(a_copy_of('tokens', '{"hash": "\\x00"}'), 'tokens_hash_is_sha256');
SELECT refused(a_copy_of('tokens', jsonb_build_object('id', uuid_of('token 2'))), 'tokens_hash_key');
SELECT refused(a_copy_of('tokens', '{"name": ""}'), 'tokens_name_length');
SELECT refused(a_copy_of('tokens', jsonb_build_object('name', repeat('名', 101))), 'tokens_name_length');

-- Every role with every kind of scope: these fit, the others do not.
CREATE FUNCTION pg_temp.token(role text, scope_kind text, scope_code text) RETURNS text
  LANGUAGE sql
  AS $$ SELECT a_copy_of('tokens', jsonb_build_object('role', role, 'scope_kind', scope_kind, 'scope_code', scope_code,
    'id', uuid_of(concat(role, scope_kind, scope_code)), 'hash', sha256(concat(role, scope_kind, scope_code)::bytea))) $$;
CREATE TEMPORARY TABLE scopes (scope_kind text, scope_code text);
INSERT INTO scopes VALUES ('office', '9001'), ('bureau', '13'), ('all', '');
CREATE TEMPORARY TABLE fitting (role text, kinds text[]);
INSERT INTO fitting VALUES ('counselor', '{office}'), ('supervisor', '{office}'), ('office_head', '{office}'),
  ('gateway', '{office}'), ('bureau_statistics', '{bureau}'), ('ministry_statistics', '{all}'),
  ('system_admin', '{all}'), ('auditor', '{office,bureau,all}'), ('king', '{}');
SELECT CASE WHEN scope_kind = ANY (kinds)
  THEN lives_ok(pg_temp.token(role, scope_kind, scope_code), concat_ws(' ', role, 'of', scope_kind, scope_code))
  ELSE refused(pg_temp.token(role, scope_kind, scope_code), 'tokens_scope_fits_role') END
FROM fitting CROSS JOIN scopes;
SELECT refused(pg_temp.token('auditor', scope_kind, scope_code), 'tokens_scope_code_fits_kind')
FROM (VALUES ('office', '13'), ('office', ''), ('bureau', '9001'), ('bureau', ''), ('all', '13'), ('city', ''))
  AS wrong (scope_kind, scope_code);

-- The service asks about one hash at one instant.
SET LOCAL ROLE madoguchi_app;
SELECT forbidden('SELECT * FROM tokens', 'the service does not look at tokens');
SELECT forbidden('SELECT count(*) FROM tokens', 'the service does not count tokens');
SELECT results_eq($$SELECT * FROM authenticate(sha256('secret'), '2026-01-05 09:00+09')$$,
  $$SELECT uuid_of('token'), 'counselor'::text, 'office'::text, '9001'::text, '佐藤'::text,
    '2026-02-01 00:00+09'::timestamptz, NULL::uuid$$,
  'a token in force answers for its bearer, without its hash');
SELECT is_empty($$SELECT * FROM authenticate(sha256('Secret'), '2026-01-05 09:00+09')$$,
  'another secret answers for nobody');
SELECT is_empty($$SELECT * FROM authenticate(NULL, '2026-01-05 09:00+09')$$, 'no secret answers for nobody');
SELECT isnt_empty($$SELECT * FROM authenticate(sha256('secret'), '2026-01-31 23:59:59.999999+09')$$,
  'in force until a microsecond before it expires');
SELECT is_empty($$SELECT * FROM authenticate(sha256('secret'), '2026-02-01 00:00+09')$$, 'expired at the very instant');

SET LOCAL ROLE madoguchi_owner;
UPDATE tokens SET expires_at = NULL, revoked_at = '2026-01-10 00:00+09' WHERE id = uuid_of('token');
SET LOCAL ROLE madoguchi_app;
SELECT isnt_empty($$SELECT * FROM authenticate(sha256('secret'), '2026-01-09 23:59:59.999999+09')$$,
  'in force until a microsecond before it is revoked');
SELECT is_empty($$SELECT * FROM authenticate(sha256('secret'), '2026-01-10 00:00+09')$$, 'revoked at the very instant');

SET LOCAL ROLE madoguchi_region;
SELECT forbidden($$SELECT authenticate(sha256('secret'), '2026-01-05 09:00+09')$$, 'statistics ask about no token');
SELECT forbidden('SELECT * FROM tokens', 'statistics look at no token');

SELECT * FROM finish();
ROLLBACK;
