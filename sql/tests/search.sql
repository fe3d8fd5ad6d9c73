-- Persons are found by the beginning of a name, under row-level security and by an index.
\ir setup/begin.sql

SELECT is(search_key(written), '職安太郎', 'blanks do not count: ' || written)
FROM unnest(ARRAY['職安 太郎', '職安　太郎', ' 職安太郎', E'職安\u00A0太郎']) AS written;
SELECT is(search_key('ＡＢ ｼｮｸ'), 'ABショク', 'one spelling for what Unicode deems the same');
SELECT isnt(search_key('髙﨑'), search_key('高崎'), 'a variant of a character is another name');
SELECT is(search_key('𠮷田'), '𠮷田', 'no character is lost');

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');
SELECT results_eq('SELECT seeker_name_key, seeker_kana_key FROM bookings', $$VALUES ('求一子' COLLATE "C", 'モトメイチコ' COLLATE "C")$$,
  'a booking keeps the keys of what was typed');
SELECT throws_ok($$UPDATE bookings SET seeker_name_key = ''$$, NULL, NULL, 'nobody writes a key');

-- Few rows would be read one by one; what matters is that the comparison may be an index condition at all.
CREATE FUNCTION pg_temp.plan_of(query text) RETURNS text
  LANGUAGE plpgsql
  AS $$
DECLARE
  line text;
  plan text := '';
BEGIN
  FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
    plan := plan || line || E'\n';
  END LOOP;
  RETURN plan;
END
$$;
SET LOCAL enable_seqscan = off;
SET LOCAL enable_bitmapscan = off;
SELECT matches(
    pg_temp.plan_of(format('SELECT FROM bookings WHERE office_id = 9001 AND %1$I >= %2$L AND %1$I < %2$L || chr(1114111)', key, 'モ')),
    format('Index Cond: .*%s >= ', key),
    key || ' is compared inside the index')
FROM unnest(ARRAY['seeker_name_key', 'seeker_kana_key']) AS key;

SELECT * FROM finish();
ROLLBACK;
