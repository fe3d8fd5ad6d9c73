-- Kept answers: one a token and key in an office; the sweep deletes them there, retention everywhere and
-- reads none.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

SELECT refused(a_copy_of('idempotency', '{"key_digest": "\\x00"}'), 'idempotency_digests_are_sha256');
SELECT refused(a_copy_of('idempotency', '{"fingerprint": "\\x00"}'), 'idempotency_digests_are_sha256');
SELECT refused(a_copy_of('idempotency', '{"expires_at": "2026-01-05 09:00+09"}'), 'idempotency_expires_later');
SELECT lives_ok(a_copy_of('idempotency', jsonb_build_object('key_digest', sha256('another key'))), 'another key');
SELECT lives_ok(a_copy_of('idempotency', jsonb_build_object('token_id', uuid_of('another token'))), 'another bearer');
SELECT touches('UPDATE idempotency SET expires_at = expires_at', 3, 'an answer may be replaced');
SELECT touches($$DELETE FROM idempotency WHERE token_id = uuid_of('another token')$$, 1, 'the sweep clears an office''s own');
SELECT lives_ok(a_copy_of('idempotency', jsonb_build_object('token_id', uuid_of('another token'))), 'and it comes back');

SET LOCAL ROLE madoguchi_maintenance;
SELECT forbidden('SELECT answer FROM idempotency', 'retention reads no answer');
SELECT forbidden('SELECT key_digest FROM idempotency', 'retention reads no key');
SELECT forbidden('UPDATE idempotency SET expires_at = expires_at', 'retention changes nothing');
SELECT touches($$DELETE FROM idempotency WHERE expires_at <= '2026-01-06 08:59+09'$$, 0, 'what is in force stays');
SELECT touches($$DELETE FROM idempotency WHERE expires_at <= '2026-01-06 09:00+09'$$, 4,
  'what has expired goes, in every office, without entering one');

SELECT * FROM finish();
ROLLBACK;
