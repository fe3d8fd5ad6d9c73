-- National holidays: read by the service, written by the import alone.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_owner;
SELECT refused(a_copy_of('holidays'), 'holidays_pkey');
SELECT refused(a_copy_of('holidays', jsonb_build_object('date', '2026-01-12', 'name', name)), 'holidays_name_length')
FROM unnest(ARRAY['', repeat('祝', 101)]) AS name;

SET LOCAL ROLE madoguchi_app;
SELECT isnt_empty('SELECT FROM holidays', 'the service reads the holidays');
SELECT forbidden(a_copy_of('holidays', '{"date": "2026-01-12"}'), 'the service adds none');
SELECT forbidden('DELETE FROM holidays', 'the service takes none away');

SELECT * FROM finish();
ROLLBACK;
