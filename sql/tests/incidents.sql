-- Incidents: what a row may look like, and who may write which column. bookings_by_the_clock.sql says what they excuse.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_owner;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');
-- The seed's lasted from 9:00 to 12:00 on the 2nd.
SELECT refused(a_copy_of('incidents', '{"code": "holiday"}'), 'incidents_code_is_known');
SELECT refused(a_copy_of('incidents', '{"vendor": "skype"}'), 'incidents_vendor_is_known');
SELECT refused(a_copy_of('incidents', '{"ends_at": "2026-01-02 09:00+09"}'), 'incidents_end_after_start');
SELECT refused(a_copy_of('incidents', '{"ends_at": "2027-01-03 09:00:00.000001+09"}'), 'incidents_last_a_year_at_most');
SELECT refused(a_copy_of('incidents', jsonb_build_object('note', repeat('あ', 2001))), 'incidents_note_length');
SELECT refused(a_copy_of('incidents'), 'incidents_pkey');
SELECT lives_ok(a_copy_of('incidents', jsonb_build_object(
  'id', uuid_of('long'), 'vendor', NULL, 'note', NULL, 'ends_at', '2027-01-03 09:00+09')), '366 days, all vendors');
SELECT enter(9999, '2026-01-05 09:00+09', 'test');
SELECT refused(format($$INSERT INTO incidents (office_id, id, code, starts_at) VALUES (9999, %L, 'other', '2026-01-05 09:00+09')$$,
  uuid_of('i1')), 'incidents_office_fkey');

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 10:00+09', 'supervisor:1');
INSERT INTO incidents (office_id, id, code, starts_at) VALUES (9001, uuid_of('new'), 'attack', '2026-01-05 09:30+09');
SELECT row_eq($$SELECT created_at, created_by FROM incidents WHERE id = uuid_of('new')$$,
  ROW('2026-01-05 10:00+09'::timestamptz, 'supervisor:1'::text), 'who entered it, and when, is filled from enter()');
SELECT touches($$UPDATE incidents SET ends_at = app_now(), note = '復旧' WHERE id = uuid_of('new')$$, 1, 'it is ended');
SELECT forbidden('UPDATE incidents SET starts_at = app_now()', 'its start stays: it is withdrawn and entered anew');
SELECT forbidden('UPDATE incidents SET vendor = NULL', 'whom it concerns stays');
SELECT forbidden('DELETE FROM incidents', 'a row stays');

SELECT * FROM finish();
ROLLBACK;
