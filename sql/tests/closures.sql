-- Closures and special openings: one a day, with windows in order or none.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

-- The seed's row closes 9 January.
CREATE FUNCTION pg_temp.another_closure(changed jsonb) RETURNS text
  LANGUAGE sql
  AS $$ SELECT a_copy_of('closures',
    jsonb_build_object('id', gen_random_uuid(), 'date', '2026-01-10', 'opens', NULL, 'closes', NULL, 'retired_at', NULL)
      || changed) $$;
CREATE FUNCTION pg_temp.opening(opens jsonb, closes jsonb) RETURNS text
  LANGUAGE sql
  AS $$ SELECT pg_temp.another_closure(jsonb_build_object('opens', opens, 'closes', closes)) $$;

SELECT refused(pg_temp.another_closure('{"date": "2026-01-09"}'), 'closures_one_a_day');
SELECT refused(pg_temp.another_closure(jsonb_build_object('id', uuid_of('closure'))), 'closures_pkey');
SELECT refused(pg_temp.another_closure(jsonb_build_object('reason', reason)), 'closures_reason_length')
FROM unnest(ARRAY['', repeat('点', 501)]) AS reason;

SELECT refused(pg_temp.opening(opens, closes), 'closures_windows_are_disjoint')
FROM (VALUES
  ('[540]'::jsonb, 'null'::jsonb), ('null', '[720]'), ('[]', '[]'), ('[540]', '[540]'), ('[540]', '[500]'),
  ('[-1]', '[720]'), ('[540]', '[1441]'), ('[540, 700]', '[720, 960]'), ('[780, 540]', '[960, 720]'),
  ('[540, 780]', '[720]'), ('[540]', '[720, 960]'), ('[540, null]', '[720, 960]'), ('[540, 780]', '[720, null]'),
  ('[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]', '[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]')
) AS wrong (opens, closes);
SELECT lives_ok(pg_temp.opening('[540, 720]', '[720, 1440]'), 'windows of a special opening may touch');

SELECT touches('UPDATE closures SET retired_at = app_now() WHERE date = ''2026-01-09''', 1, 'a closure is taken back');
SELECT lives_ok(pg_temp.another_closure('{"date": "2026-01-09"}'), 'its day may be closed again');
SELECT forbidden('UPDATE closures SET id = id', 'a closure keeps its id');
SELECT forbidden('DELETE FROM closures', 'a closure is never deleted');

SELECT * FROM finish();
ROLLBACK;
