-- Counselors, rooms, licences and staff: four tables of one shape, and what counselors offer.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

CREATE FUNCTION pg_temp.behaves_as_a_resource(relation regclass) RETURNS SETOF text
  LANGUAGE plpgsql
  AS $$
DECLARE
  another text := a_copy_of(relation, '{"id": "00000000-0000-0000-0000-000000000001", "name": "別"}');
  namesake text := a_copy_of(relation, '{"id": "00000000-0000-0000-0000-000000000002"}');
BEGIN
  RETURN NEXT lives_ok(another, relation || ' may be added');
  RETURN NEXT refused(a_copy_of(relation, '{"name": ""}'), relation || '_name_length');
  RETURN NEXT refused(a_copy_of(relation, jsonb_build_object('name', repeat('名', 101))), relation || '_name_length');
  RETURN NEXT refused(namesake, relation || '_name_key');
  RETURN NEXT touches(
    format('UPDATE %s SET retired_at = app_now() WHERE name <> %L', relation, '別'), 2, relation || ' may retire');
  RETURN NEXT lives_ok(namesake, relation || ' of the past leave their names free');
  RETURN NEXT forbidden(format('UPDATE %s SET id = id', relation), relation || ' keep their ids');
  RETURN NEXT forbidden(format('DELETE FROM %s', relation), relation || ' are never deleted');
END
$$;
SELECT pg_temp.behaves_as_a_resource(relation)
FROM unnest(ARRAY['counselors', 'rooms', 'licences', 'staff']::regclass[]) AS relation;

SELECT refused(a_copy_of('licences', '{"vendor": "teams"}'), 'licences_vendor_is_known');
SELECT forbidden($$UPDATE licences SET vendor = 'teleoffice'$$, 'a licence keeps its vendor');

SELECT refused(a_copy_of('counselor_services', jsonb_build_object('counselor_id', uuid_of('stranger'))),
  'counselor_services_counselor_fkey');
SELECT refused(a_copy_of('counselor_services', '{"service_code": "massage"}'), 'counselor_services_service_fkey');
SELECT lives_ok(a_copy_of('counselor_services', '{"service_code": "placement"}'), 'a counselor offers another service');
SELECT forbidden('UPDATE counselor_services SET service_code = service_code', 'what is offered is added or taken away');
SELECT touches('DELETE FROM counselor_services', 2, 'a counselor offers nothing any more');

SELECT * FROM finish();
ROLLBACK;
