-- 候補日時提示: one to ten slots, the terms that were shown, a deadline ahead; written once.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_owner;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

SELECT refused(a_copy_of('offers', '{"number": 0}'), 'offers_number_is_positive');
SELECT refused(a_copy_of('offers', '{"starts": []}'), 'offers_hold_one_to_ten_slots');
SELECT refused(a_copy_of('offers', jsonb_build_object('starts', array_fill('2026-01-13 10:00+09'::text, ARRAY[11]))),
  'offers_hold_one_to_ten_slots');
SELECT refused(a_copy_of('offers', format('{"minutes": %s}', minutes)::jsonb), 'offers_minutes_in_range')
FROM unnest(ARRAY[4, 481]) AS minutes;
SELECT refused(a_copy_of('offers', '{"vendor": "teams"}'), 'offers_vendor_is_known');
SELECT refused(a_copy_of('offers', '{"waived_rule": "gravity"}'), 'offers_waived_rule_is_known');
SELECT refused(a_copy_of('offers', '{"deadline": "2026-01-05 09:00+09"}'), 'offers_deadline_lies_ahead');
SELECT refused(a_copy_of('offers', jsonb_build_object('booking_id', uuid_of('stranger'))), 'offers_booking_fkey');
SELECT refused(a_copy_of('offers', jsonb_build_object('number', 2, 'terms_version_id', uuid_of('stranger'))),
  'offers_terms_fkey');

SET LOCAL ROLE madoguchi_app;
PREPARE second_offer AS
  INSERT INTO offers (office_id, booking_id, number, starts, minutes, vendor, terms_version_id, deadline)
  VALUES (9001, uuid_of('booking'), 2, array_fill('2026-01-14 10:00+09'::timestamptz, ARRAY[10]), 30, 'zoom',
    uuid_of('terms'), '2026-01-09 00:00+09');
SELECT enter(9001, '2026-01-06 09:00+09', 'test');
SELECT lives_ok('second_offer', 'a newer offer of ten slots');
SELECT is((SELECT offered_at FROM offers WHERE number = 2), '2026-01-06 09:00+09'::timestamptz,
  'an offer is made at the service''s time');
SELECT forbidden(a_copy_of('offers', '{"number": 3, "offered_at": "2026-01-01 00:00+09"}'), 'and at no other');
SELECT forbidden('UPDATE offers SET deadline = deadline', 'an offer is not changed');
SELECT forbidden('DELETE FROM offers', 'an offer is not deleted');

SELECT * FROM finish();
ROLLBACK;
