-- The contact log: what a row may look like, and that nobody edits one.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_owner;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');
SELECT refused(a_copy_of('contacts', '{"channel": "session"}'), 'contacts_channel_is_known');
SELECT refused(a_copy_of('contacts', jsonb_build_object('note', repeat('あ', 2001))), 'contacts_note_length');
SELECT refused(a_copy_of('contacts', '{"received_at": "2026-01-05 09:00:00.000001+09"}'), 'contacts_are_not_of_the_future');
SELECT refused(a_copy_of('contacts', jsonb_build_object('id', uuid_of('c1'), 'booking_id', uuid_of('stranger'))),
  'contacts_booking_fkey');
SELECT refused(a_copy_of('contacts'), 'contacts_pkey');
SELECT lives_ok(a_copy_of('contacts', jsonb_build_object('id', uuid_of('c1'), 'note', repeat('あ', 2000))),
  '2,000 characters are allowed');

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 10:00+09', 'counselor:1');
INSERT INTO contacts (office_id, id, booking_id, channel, received_at)
  VALUES (9001, uuid_of('new'), uuid_of('booking'), 'counter', '2026-01-05 09:30+09');
SELECT row_eq($$SELECT entered_at, entered_by FROM contacts WHERE id = uuid_of('new')$$,
  ROW('2026-01-05 10:00+09'::timestamptz, 'counselor:1'::text), 'who entered it, and when, is filled from enter()');
SELECT forbidden('UPDATE contacts SET note = ''x''', 'an entry stays as it is');
SELECT forbidden('DELETE FROM contacts', 'an entry stays');

SELECT * FROM finish();
ROLLBACK;
