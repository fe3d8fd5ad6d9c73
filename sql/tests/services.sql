-- An office's services: a code for ever, names and minutes that may change.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

CREATE FUNCTION pg_temp.another_service(changed jsonb) RETURNS text
  LANGUAGE sql
  AS $$ SELECT a_copy_of('services',
    '{"id": "00000000-0000-0000-0000-000000000001", "code": "seminar", "retired_at": null}'::jsonb || changed) $$;

SELECT refused(pg_temp.another_service('{"minutes": 4}'), 'services_minutes_in_range');
SELECT refused(pg_temp.another_service('{"minutes": 481}'), 'services_minutes_in_range');
SELECT refused(pg_temp.another_service(jsonb_build_object('code', code)), 'services_code_is_a_word')
FROM unnest(ARRAY['', '1st', 'Seminar', 'a-b', repeat('a', 41)]) AS code;
SELECT refused(pg_temp.another_service(jsonb_build_object(name, text)), 'services_' || name || '_length')
FROM unnest(ARRAY['name_ja', 'name_en']) AS name CROSS JOIN unnest(ARRAY['', repeat('名', 101)]) AS text;
SELECT refused(pg_temp.another_service('{"code": "consultation"}'), 'services_code_key');
SELECT refused(pg_temp.another_service(jsonb_build_object('id', uuid_of('service'))), 'services_pkey');
SELECT lives_ok(pg_temp.another_service('{}'), 'an office adds a service of its own');

SELECT touches('UPDATE services SET minutes = 45, name_en = ''Seminar'' WHERE code = ''seminar''', 1, 'its length may change');
SELECT touches('UPDATE services SET retired_at = app_now()', 3, 'services may retire although bookings name them');
SELECT refused(pg_temp.another_service('{"id": "00000000-0000-0000-0000-000000000002"}'), 'services_code_key');
SELECT forbidden('UPDATE services SET code = code', 'a code stays');
SELECT forbidden('DELETE FROM services', 'a service stays, because bookings of the past name it');

-- A booking's service, and a counselor's, is one of their own office.
RESET ROLE;
SET LOCAL ROLE madoguchi_owner;
SELECT enter(9002, '2026-01-05 09:00+09', 'test');
SELECT lives_ok(pg_temp.another_service('{"code": "elsewhere"}'), 'another office adds one');
SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');
SELECT refused(a_copy_of('bookings', jsonb_build_object('id', uuid_of('b2'), 'service_code', 'elsewhere')),
  'bookings_service_fkey');
SELECT refused(a_copy_of('counselor_services', '{"service_code": "elsewhere"}'), 'counselor_services_service_fkey');

SELECT * FROM finish();
ROLLBACK;
