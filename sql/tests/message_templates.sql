-- The words of an office: kept as they were written, one version in use; and where its messages are sent.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 09:00+09', 'office_head:1');

PREPARE writing AS
  INSERT INTO message_templates (office_id, id, kind, language, version, text) VALUES ($1, $2, $3, $4, $5, $6);
SELECT refused(format('EXECUTE writing(9001, %L, %L, %L, 1, %L)', uuid_of('t1'), 'lapsed', 'ja', 'x'),
  'message_templates_one_a_version');
SELECT refused(format('EXECUTE writing(9001, %L, %L, %L, 2, %L)', uuid_of('t1'), 'lapsed', 'ja', 'x'),
  'message_templates_one_in_use');
SELECT refused(format('EXECUTE writing(9001, %L, %L, %L, 1, %L)', uuid_of('template'), 'lapsed', 'en', 'x'),
  'message_templates_pkey');
SELECT refused(format('EXECUTE writing(9001, %L, %L, %L, 1, %L)', uuid_of('t1'), 'greeting', 'ja', 'x'),
  'message_templates_kind_is_known');
SELECT refused(format('EXECUTE writing(9001, %L, %L, %L, 1, %L)', uuid_of('t1'), 'lapsed', 'fr', 'x'),
  'message_templates_language_is_known');
SELECT refused(format('EXECUTE writing(9001, %L, %L, %L, 0, %L)', uuid_of('t1'), 'lapsed', 'en', 'x'),
  'message_templates_version_counts');
SELECT refused(format('EXECUTE writing(9001, %L, %L, %L, 1, %L)', uuid_of('t1'), 'lapsed', 'en', text),
  'message_templates_text_length')
FROM (VALUES (''), (repeat('あ', 20001))) AS written (text);
SELECT is((SELECT created_by FROM message_templates), 'seed', 'enter() says who wrote it');
SELECT forbidden($$UPDATE message_templates SET text = 'x'$$, 'what was written stays');
SELECT forbidden('DELETE FROM message_templates', 'and is not deleted');
SELECT refused($$UPDATE message_templates SET retired_at = '2026-01-05 08:59+09'$$, 'message_templates_retired_later');
SELECT touches('UPDATE message_templates SET retired_at = app_now()', 1, 'one goes out of use');
SELECT lives_ok(format('EXECUTE writing(9001, %L, %L, %L, 2, %L)', uuid_of('t1'), 'lapsed', 'ja', 'x'),
  'and the next one comes');
SELECT enter(9999, '2026-01-05 09:00+09', 'office_head:1');
SELECT refused(format('EXECUTE writing(9999, %L, %L, %L, 1, %L)', uuid_of('t1'), 'lapsed', 'ja', 'x'),
  'message_templates_office_fkey');
SELECT forbidden('SELECT url FROM webhooks', 'the service sees no webhook''s address');
SELECT forbidden($$UPDATE webhooks SET url = 'https://example.net/'$$, 'and can''t send messages elsewhere');

SET LOCAL ROLE madoguchi_relay;
SELECT enter(9002, '2026-01-05 09:00+09', 'relay');
SELECT results_eq('SELECT office_id FROM webhooks', 'VALUES (9002)', 'the relay sees the webhook of where it entered');
SELECT results_eq('SELECT office_id FROM message_templates', 'VALUES (9002)', 'and the templates');
SELECT forbidden($$UPDATE webhooks SET box = sha256('c') || sha256('d')$$, 'it changes no webhook');
SELECT forbidden('UPDATE message_templates SET retired_at = app_now()', 'nor take a template out of use');

SET LOCAL ROLE madoguchi_owner;
SELECT enter(9001, '2026-01-05 09:00+09', 'system_admin:command');
SELECT refused(a_copy_of('webhooks'), 'webhooks_pkey');
SELECT refused(format('UPDATE webhooks SET url = %L', url), 'webhooks_url_is_of_the_web')
FROM (VALUES ('ftp://example.net/'), ('https://'), ('https://user:word@example.net/'), ('https://example.net/ x')) AS u (url);
SELECT refused($$UPDATE webhooks SET url = 'https://example.net/' || repeat('x', 2000)$$, 'webhooks_url_length');
SELECT refused(format('UPDATE webhooks SET key_id = %L', key), 'webhooks_key_id_length')
FROM (VALUES (''), (repeat('k', 41))) AS k (key);
SELECT refused($$UPDATE webhooks SET box = 'secret'$$, 'webhooks_box_is_sealed');
SELECT enter(9999, '2026-01-05 09:00+09', 'system_admin:command');
SELECT refused($$INSERT INTO webhooks (office_id, id, url, key_id, box)
  VALUES (9999, uuid_of('w1'), 'https://example.net/', 'key', sha256('a') || sha256('b'))$$, 'webhooks_office_fkey');

SELECT * FROM finish();
ROLLBACK;
