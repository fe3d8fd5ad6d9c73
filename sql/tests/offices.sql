-- Bureaus and offices: facts about the whole country.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_owner;
SELECT refused(a_copy_of('bureaus', '{"code": "48"}'), 'bureaus_code_is_prefecture');
SELECT refused(a_copy_of('bureaus', '{"code": "00"}'), 'bureaus_code_is_prefecture');
SELECT is((SELECT count(*) FROM bureaus), 47::bigint, 'a bureau for every prefecture');

SELECT refused(a_copy_of('offices', '{"id": 0}'), 'offices_id_is_positive');
SELECT refused(a_copy_of('offices', '{"id": 9003}'), 'offices_code_key');
SELECT refused(a_copy_of('offices', '{"code": "901"}'), 'offices_code_is_four_digits');
SELECT refused(a_copy_of('offices', '{"code": "９００３"}'), 'offices_code_is_four_digits');
SELECT refused(a_copy_of('offices', '{"name": ""}'), 'offices_name_is_present');
SELECT refused(a_copy_of('offices', '{"vendors": ["teams"]}'), 'offices_vendors_are_known');
SELECT refused(a_copy_of('offices', '{"vendors": []}'), 'offices_vendors_are_known');
SELECT refused(a_copy_of('offices', '{"id": 9003, "code": "9003", "bureau_code": "48"}'), 'offices_bureau_fkey');

-- Everybody who has to do with offices reads them, nobody but the owner writes.
CREATE FUNCTION pg_temp.reads_only(role text) RETURNS SETOF text
  LANGUAGE plpgsql
  AS $$
BEGIN
  EXECUTE format('SET LOCAL ROLE %I', role);
  RETURN NEXT isnt_empty('SELECT FROM offices NATURAL FULL JOIN bureaus',
    role || ' reads');
  RETURN NEXT forbidden('UPDATE offices SET phone = phone', role || ' does not change an office');
  RETURN NEXT forbidden('DELETE FROM bureaus', role || ' does not delete a bureau');
  RETURN NEXT forbidden(a_copy_of('bureaus'), role || ' does not add a bureau');
  RESET ROLE;
END
$$;
SELECT pg_temp.reads_only(role) FROM unnest(ARRAY['madoguchi_app', 'madoguchi_region']) AS role;
SET LOCAL ROLE madoguchi_relay;
SELECT lives_ok('SELECT FROM offices', 'the relay knows whose messages it carries');
SELECT forbidden('SELECT FROM bureaus', 'the relay has nothing to do with bureaus');
SELECT forbidden('UPDATE offices SET phone = ''0''', 'the relay does not update an office');
SET LOCAL ROLE madoguchi_maintenance;
SELECT lives_ok('SELECT FROM offices', 'retention knows which offices there are');
SELECT forbidden('SELECT FROM bureaus', 'retention has nothing to do with bureaus');
SELECT forbidden('UPDATE offices SET phone = ''0''', 'retention does not update an office');

SELECT * FROM finish();
ROLLBACK;
