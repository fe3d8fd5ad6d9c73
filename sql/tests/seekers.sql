-- 求職者: known by a normalised number, once in an office.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 09:30+09', 'test');

CREATE FUNCTION pg_temp.seeker(number text) RETURNS text
  LANGUAGE sql
  AS $$
    SELECT a_copy_of('seekers', jsonb_build_object('id', uuid_of(concat('seeker ', number)), 'job_seeker_number', number))
  $$;

SELECT lives_ok(pg_temp.seeker('13010-12345678'), 'a whole number');
SELECT lives_ok(pg_temp.seeker(NULL), 'a person without a number');
SELECT lives_ok(a_copy_of('seekers', jsonb_build_object('id', uuid_of('nobody'), 'job_seeker_number', NULL)),
  'another person without a number');
SELECT refused(pg_temp.seeker(number), 'seekers_number_is_normalised')
FROM unnest(ARRAY['', '1301-1', '130100-1', '13010-', '13010-123456789', '１３０１０-1', '13010ー1', ' 13010-1']) AS number;
SELECT refused(a_copy_of('seekers', jsonb_build_object('id', uuid_of('namesake'))), 'seekers_number_key');
SELECT refused(a_copy_of('seekers', '{"registration_kind": "half"}'), 'seekers_registration_kind_is_known');

INSERT INTO seekers (office_id, id, name, kana, registration_kind, my_page)
  VALUES (9001, uuid_of('new'), '求 三子', 'モトメ ミツコ', 'unregistered', false);
SELECT is((SELECT created_at FROM seekers WHERE id = uuid_of('new')), '2026-01-05 09:30+09'::timestamptz,
  'a person is created at the service''s time');

SELECT forbidden($$UPDATE seekers SET name = name$$, 'a person is not changed');
SELECT forbidden($$DELETE FROM seekers$$, 'a person is not deleted');
SET LOCAL ROLE madoguchi_region;
SELECT forbidden('SELECT count(*) FROM seekers', 'statistics see no person');

SELECT * FROM finish();
ROLLBACK;
