-- Primary keys and offices, of every table in the catalogue.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_owner;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

SELECT refused(a_copy_of(oid), relname || '_pkey')
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname;

-- An office that does not exist has no rows: its foreign keys lead to offices, here or through another tenant table.
CREATE TEMPORARY TABLE attempts AS
  SELECT DISTINCT ON (conrelid) conname, a_copy_of(conrelid, '{"office_id": 9999}') AS statement
  FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attname = 'office_id' AND attnum = conkey[1]
  WHERE connamespace = 'public'::regnamespace AND contype = 'f' AND confrelid = 'offices'::regclass;
SELECT enter(9999, '2026-01-05 09:00+09', 'test');
SELECT refused(statement, conname) FROM attempts;

SELECT is_empty($$
    SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'office_id'
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT EXISTS (
      SELECT FROM pg_constraint WHERE conrelid = pg_class.oid AND contype = 'f' AND conkey[1] = attnum)$$,
  'every tenant table leads to its office');

SELECT * FROM finish();
ROLLBACK;
