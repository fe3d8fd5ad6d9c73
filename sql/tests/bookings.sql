-- 予約: what a booking may look like in each status. How it comes from one to the next is in booking_transitions.sql.
\ir setup/begin.sql
\ir setup/life.sql

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

-- as it arrives
SELECT is((SELECT created_at FROM bookings), '2026-01-05 09:00+09'::timestamptz, 'it is created at the service''s time');
SELECT refused(a_copy_of('bookings', '{"channel": "fax"}'), 'bookings_channel_is_known');
SELECT refused(a_copy_of('bookings', '{"terms_acknowledged": false}'), 'bookings_terms_were_pointed_out');
SELECT refused(a_copy_of('bookings', '{"registration_kind": "half"}'), 'bookings_registration_kind_is_known');
SELECT refused(a_copy_of('bookings', '{"seeker_name": ""}'), 'bookings_seeker_name_length');
SELECT refused(a_copy_of('bookings', jsonb_build_object('seeker_name', repeat('名', 101))), 'bookings_seeker_name_length');
SELECT refused(a_copy_of('bookings', '{"wishes": []}'), 'bookings_wishes_are_one_to_three');
SELECT refused(a_copy_of('bookings', jsonb_build_object('wishes', array_fill('2026-01-13 10:00+09'::text, ARRAY[4]))),
  'bookings_wishes_are_one_to_three');
SELECT refused(a_copy_of('bookings', '{"companions": {}}'), 'bookings_companions_are_a_list');
SELECT refused(a_copy_of('bookings', format('{"minutes": %s}', minutes)::jsonb), 'bookings_minutes_in_range')
FROM unnest(ARRAY[4, 481]) AS minutes;
SELECT refused(a_copy_of('bookings', jsonb_build_object('parent_booking_id', uuid_of('booking'))),
  'bookings_origin_has_parent');
SELECT refused(a_copy_of('bookings', jsonb_build_object('id', uuid_of('another')) || stray), by_constraint)
FROM (VALUES (jsonb_build_object('seeker_id', uuid_of('stranger')), 'bookings_seeker_fkey'),
  ('{"service_code": "massage"}', 'bookings_service_fkey'),
  (jsonb_build_object('wished_counselor_id', uuid_of('stranger')), 'bookings_wished_counselor_fkey')) AS t (stray, by_constraint);

-- offered: until when
PREPARE offered AS UPDATE bookings SET version = 2, status = 'offered', offer_number = $1, lapses_at = $2;
SELECT refused('EXECUTE offered(NULL, ''2026-01-08 00:00+09'')', 'bookings_offer_has_deadline');
SELECT refused('EXECUTE offered(1, NULL)', 'bookings_offer_has_deadline');
SELECT offer_the_booking();

-- confirmed: with whom, where, by what licence, from when to when
SELECT confirm_the_booking();
CREATE FUNCTION pg_temp.correcting(property text, value text) RETURNS text
  LANGUAGE sql
  AS $$ SELECT format('UPDATE bookings SET version = version + 1, %I = %L', property, value) $$;
SELECT refused(pg_temp.correcting(property, NULL), 'bookings_agreement_is_whole')
FROM unnest(ARRAY['confirmed_at', 'starts_at', 'ends_at', 'counselor_id', 'room_id', 'licence_id']) AS property;
SELECT refused(pg_temp.correcting(who || '_id', uuid_of('stranger')::text), 'bookings_' || who || '_fkey')
FROM unnest(ARRAY['counselor', 'room', 'licence']) AS who;
SELECT refused(pg_temp.correcting('no_show_at', NULL), 'bookings_silence_has_a_limit');
SELECT refused(pg_temp.correcting('no_show_at', '2026-01-13 10:00+09'), 'bookings_silence_has_a_limit');
SELECT refused(format('UPDATE bookings SET version = version + 1, no_show_at = %L, %I = app_now()', '2026-01-13 10:00+09',
  heard), 'bookings_silence_has_a_limit')
FROM unnest(ARRAY['contacted_at', 'joined_at']) AS heard;
SELECT refused(pg_temp.correcting('ends_at', '2026-01-13 10:00+09'), 'bookings_ends_after_start');

-- the environment: six answers and up to four more, dated
CREATE FUNCTION pg_temp.answering(answers text, at text) RETURNS text
  LANGUAGE sql
  AS $$
    SELECT format('UPDATE bookings SET version = version + 1, environment = %L, environment_checked_at = %L', answers, at)
  $$;
CREATE TEMPORARY TABLE answers AS
  SELECT '{"uninfected": true, "connection": true, "os": false, "firewall": true, "no_file_sharing": true,
    "antivirus": false}'::jsonb AS six;
SELECT refused(pg_temp.answering(six::text, NULL), 'bookings_environment_is_dated') FROM answers;
SELECT refused(pg_temp.answering(NULL, '2026-01-05 09:00+09'), 'bookings_environment_is_dated');
SELECT refused(pg_temp.answering(wrong::text, '2026-01-05 09:00+09'), 'bookings_environment_answers_are_known')
FROM answers CROSS JOIN unnest(ARRAY[six - 'os', six || '{"luck": true}', six || '{"os": "yes"}', six || '{"os": null}',
  six || '{"os": [true]}', '["uninfected", "connection", "os", "firewall", "no_file_sharing", "antivirus"]', 'true',
  '{}', six - 'os' || '{"app_ready": true}', six || '{"private_place": "yes"}']) AS wrong;
SELECT lives_ok(pg_temp.answering(six::text, '2026-01-05 09:00+09'), 'a no is an answer') FROM answers;
SELECT lives_ok(pg_temp.answering((six || jsonb_build_object(more, false))::text, '2026-01-05 09:00+09'), more || ' is asked')
FROM answers CROSS JOIN unnest(ARRAY['app_ready', 'connection_tested', 'software_current', 'private_place']) AS more;

-- a follow-up, fixed during a session, has a parent in this office
SELECT carry_over('follow-up');
SELECT carry_over('orphan');
SELECT lives_ok(a_copy_of('bookings', jsonb_build_object('id', uuid_of('follow-up'), 'version', 1, 'origin', 'in_session',
  'wishes', '[]'::jsonb, 'parent_booking_id', uuid_of('booking'))), 'a follow-up wishes for no other time');
SELECT refused(a_copy_of('bookings', '{"version": 1, "origin": "in_session"}'), 'bookings_origin_has_parent');
SELECT refused(a_copy_of('bookings', jsonb_build_object('id', uuid_of('orphan'), 'version', 1, 'origin', 'in_session',
  'parent_booking_id', uuid_of('stranger'))), 'bookings_parent_fkey');

-- firm by consent, of the right kind and of this booking alone (A9)
CREATE FUNCTION pg_temp.firm(changed jsonb) RETURNS text
  LANGUAGE sql
  AS $$ SELECT a_copy_of('bookings', '{"version": 1, "origin": "in_session", "wishes": []}'
    || jsonb_build_object('id', uuid_of('firm'), 'parent_booking_id', uuid_of('booking')) || changed) $$;
SELECT refused(pg_temp.firm('{}'), 'bookings_consent_fkey');
SAVEPOINT consented;
INSERT INTO consents (office_id, booking_id, kind, terms_version_id, channel, given_at)
  VALUES (9001, uuid_of('firm'), 'confirmation', uuid_of('terms'), 'session', app_now());
SELECT refused(pg_temp.firm('{}'), 'bookings_consent_fkey');
SELECT carry_over('firm');
SELECT refused(pg_temp.firm(stray), by_constraint)
FROM (VALUES (jsonb_build_object('newer_terms_version_id', uuid_of('stranger')), 'bookings_newer_terms_fkey'),
  (jsonb_build_object('session_terms_version_id', uuid_of('stranger')), 'bookings_session_terms_fkey')) AS t (stray, by_constraint);
SELECT lives_ok(pg_temp.firm(jsonb_build_object('newer_terms_version_id', uuid_of('terms'))), 'with its own it is firm');
SELECT is((SELECT consent_kind FROM bookings WHERE id = uuid_of('firm')), 'carried_over', 'a follow-up''s is carried over');
SELECT is((SELECT consent_kind FROM bookings WHERE id = uuid_of('booking')), 'confirmation', 'an application''s is its confirmation');
SELECT forbidden('UPDATE bookings SET newer_terms_version_id = NULL', 'newer terms stay newer');
SELECT throws_ok($$UPDATE bookings SET consent_kind = 'application'$$, NULL, NULL, 'nobody writes what makes it firm');
-- who met newer terms leaves without a class, and nobody else (A11)
PREPARE leaving AS UPDATE bookings SET version = version + 1, status = 'cancelled_by_user' WHERE id = $1;
SELECT lives_ok(format('EXECUTE leaving(%L)', uuid_of('firm')), 'without a class');
SELECT refused(format('EXECUTE leaving(%L)', uuid_of('booking')), 'bookings_cancel_class_is_known');
ROLLBACK TO SAVEPOINT consented;
SELECT refused(a_copy_of('bookings', jsonb_build_object('id', uuid_of('another'), 'version', 1, 'status', 'received',
  'confirmed_at', NULL, 'newer_terms_version_id', uuid_of('terms'))), 'bookings_newer_terms_are_a_follow_ups');

-- the end
SELECT refused($$UPDATE bookings SET version = version + 1, status = 'cancelled_by_user'$$,
  'bookings_cancel_class_is_known');
SELECT refused($$UPDATE bookings SET version = version + 1, status = 'cancelled_by_user', cancel_class = 'late'$$,
  'bookings_cancel_class_is_known');
SELECT refused(pg_temp.correcting('cancel_class', 'same_day'), 'bookings_cancel_class_is_known');
SELECT refused($$UPDATE bookings SET version = version + 1, status = 'in_session'$$, 'bookings_session_has_start');
SELECT refused(format('UPDATE bookings SET version = version + 1, decline_ground = %L', 'other'),
  'bookings_decline_ground_is_known');
SELECT refused(pg_temp.correcting('outcome', repeat('果', 2001)), 'bookings_outcome_length');

-- What the booking is stays; what the person said about it may be corrected.
SELECT forbidden(format('UPDATE bookings SET %I = %1$I', property), property || ' is not changed')
FROM unnest(ARRAY['office_id', 'id', 'origin', 'service_code', 'channel', 'terms_acknowledged', 'created_at', 'minutes',
  'wished_counselor_id', 'parent_booking_id']) AS property;
SELECT forbidden('DELETE FROM bookings', 'a booking is not deleted');
SET LOCAL ROLE madoguchi_region;
SELECT forbidden('SELECT count(*) FROM bookings', 'statistics see no booking');

-- What the guard reads first: without it, the table still knows it.
RESET ROLE;
ALTER TABLE bookings DISABLE TRIGGER bookings_guard;
SET LOCAL ROLE madoguchi_owner;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');
SELECT refused(a_copy_of('bookings', '{"status": "lost"}'), 'bookings_status_is_known');
SELECT refused(a_copy_of('bookings', '{"origin": "dream"}'), 'bookings_origin_is_known');
SELECT refused(a_copy_of('bookings', jsonb_build_object('id', uuid_of('declined'), 'status', 'declined',
  'decline_ground', ground)), 'bookings_decline_ground_is_known')
FROM (VALUES (NULL), ('mood')) AS t (ground);

SELECT * FROM finish();
ROLLBACK;
