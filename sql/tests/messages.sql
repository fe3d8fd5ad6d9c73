-- The outbox: whole, once a version, without secrets; its relay sees every office's messages and nothing else of it.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 10:00+09', 'test');

-- what `kind` needs, with some facts changed
CREATE FUNCTION pg_temp.queueing(kind text, changed jsonb DEFAULT '{}', terms text DEFAULT NULL, name text DEFAULT 'm') RETURNS text
  LANGUAGE sql
  AS $$
    SELECT format(
      'INSERT INTO messages (office_id, id, booking_id, booking_version, kind, facts, terms_version_id, due_at, '
      'next_attempt_at) VALUES (9001, %L, %L, 2, %L, %L, %L, app_now(), app_now())',
      uuid_of(name), uuid_of('booking'), kind,
      jsonb_strip_nulls('{"office_name": "東の所", "office_phone": "03-0000-0001", "offer_starts": ["2026-01-13T01:00:00Z"],
        "deadline": "2026-01-07T15:00:00Z", "vendor": "zoom", "terms_version": "1", "starts_at": "2026-01-13T01:00:00Z",
        "ends_at": "2026-01-13T01:30:00Z"}' || changed), uuid_of(terms))
  $$;

SELECT refused(pg_temp.queueing('greeting'), 'messages_kind_is_known');
SELECT refused(pg_temp.queueing('declined', '{"office_phone": ""}'), 'messages_name_the_counter');
SELECT refused(pg_temp.queueing('declined', '{"office_name": null}'), 'messages_name_the_counter');
SELECT refused(pg_temp.queueing('reminder_unconfirmed', jsonb_build_object(fact, NULL)), 'messages_offer_is_whole')
FROM unnest(ARRAY['offer_starts', 'deadline', 'vendor', 'terms_version']) AS fact;
SELECT refused(pg_temp.queueing('offer', '{"offer_starts": []}', 'terms'), 'messages_offer_is_whole');
SELECT refused(pg_temp.queueing('offer', '{"offer_starts": "tomorrow"}', 'terms'), 'messages_offer_is_whole');
SELECT refused(pg_temp.queueing('offer'), 'messages_enclose_their_terms');
SELECT refused(pg_temp.queueing('terms_changed'), 'messages_enclose_their_terms');
SELECT refused(pg_temp.queueing('offer', '{}', 'other terms'), 'messages_terms_fkey');
SELECT refused(pg_temp.queueing(kind, jsonb_build_object(fact, NULL)), 'messages_details_are_whole')
FROM unnest(ARRAY['details', 'follow_up_details', 'reminder_day_before']) AS kind,
  unnest(ARRAY['starts_at', 'ends_at', 'vendor']) AS fact;
SELECT refused(pg_temp.queueing('details', jsonb_build_object(fact, '1234')), 'messages_hold_no_secret')
FROM unnest(ARRAY['meeting', 'meeting_id', 'passcode', 'server', 'access_code', 'url']) AS fact;
SELECT refused(pg_temp.queueing('refused', '{"refusal_reason": "暴言"}'), 'messages_keep_reasons_inside');
SELECT refused(replace(pg_temp.queueing('declined'), uuid_of('booking')::text, uuid_of('stranger')::text),
  'messages_booking_fkey');
SELECT refused(replace(pg_temp.queueing('declined'), ', 2, ', ', 1, '), 'messages_one_a_version');
SELECT lives_ok(pg_temp.queueing('offer', '{}', 'terms', 'offer'), 'an offer is queued');
SELECT lives_ok(pg_temp.queueing('details', '{}', NULL, 'details'), 'details are queued');
SELECT row_eq(format('SELECT status, channel, created_at, attempts FROM messages WHERE id = %L', uuid_of('offer')),
  ROW('pending'::text, 'my_page'::text, '2026-01-05 10:00+09'::timestamptz, 0), 'it waits from now on');

SELECT forbidden('UPDATE messages SET facts = ''{}''', 'what it says stays');
SELECT forbidden('UPDATE messages SET kind = ''lapsed''', 'what it is about stays');
SELECT forbidden('UPDATE messages SET created_at = app_now()', 'when it was queued stays');
SELECT forbidden('DELETE FROM messages', 'a message stays');

-- its life
SELECT refused('UPDATE messages SET status = ''lost''', 'messages_status_is_known');
SELECT refused('UPDATE messages SET status = ''delivered''', 'messages_delivery_is_dated');
SELECT refused('UPDATE messages SET delivered_at = app_now()', 'messages_delivery_is_dated');
SELECT refused('UPDATE messages SET attempts = -1', 'messages_attempts_are_counted');
SELECT refused(format('UPDATE messages SET failure_code = %L', said), 'messages_failure_is_a_code')
FROM unnest(ARRAY['', 'Connection refused', '求一子', repeat('x', 61)]) AS said;
SELECT refused('UPDATE messages SET redelivered_at = app_now()', 'messages_redelivery_is_whole');
SET LOCAL ROLE madoguchi_owner;
SELECT refused('UPDATE messages SET channel = ''fax''', 'messages_channel_is_known');
SELECT refused('UPDATE offices SET phone = ''''', 'offices_phone_is_present');

SELECT is(utc_text('2026-01-05 09:00+09'), '2026-01-05T00:00:00Z', 'an instant in UTC, whatever the zone here');

-- the relay, which never enters
SET LOCAL ROLE madoguchi_relay;
SET LOCAL app.office_id = '';
SELECT is((SELECT count(DISTINCT office_id) FROM messages), 2::bigint, 'the relay sees the messages of every office');
SELECT lives_ok('SELECT body FROM terms_versions', 'and the terms that go with them');
SELECT forbidden(format('SELECT FROM %I', relation), 'not ' || relation)
FROM unnest(ARRAY[
  'seekers', 'bookings', 'bookings_by_the_clock', 'booking_readings', 'booking_events', 'booking_event_readings',
  'offers', 'allocations', 'staff', 'tokens', 'idempotency']) AS relation;
SELECT forbidden(a_copy_of('messages'), 'it queues nothing');
SELECT forbidden('DELETE FROM messages', 'it removes nothing');
SELECT forbidden('UPDATE messages SET facts = ''{}''', 'it changes no message');
SELECT forbidden('UPDATE messages SET due_at = ''2027-01-01''', 'nor when it is due');
SELECT forbidden('UPDATE messages SET redelivered_at = ''2027-01-01''', 'nor who sends it again');
SELECT touches('UPDATE messages SET status = ''dead'' WHERE office_id = 9002', 1, 'it finishes one');

-- of tasks, those about a message given up
SELECT enter(9001, '2026-01-05 11:00+09', 'relay');
PREPARE opening AS INSERT INTO tasks (office_id, id, kind, booking_id) VALUES (9001, $1, $2, uuid_of('booking'))
  ON CONFLICT (office_id, booking_id, kind) WHERE kind <> 'other' DO UPDATE
    SET created_at = app_now(), closed_at = NULL, closed_by = NULL;
SELECT is_empty('SELECT kind FROM tasks', 'the relay sees no other task');
SELECT forbidden(format('EXECUTE opening(%L, %L)', uuid_of('t1'), 'not_closed'), 'and opens none');
SELECT lives_ok(format('EXECUTE opening(%L, %L)', uuid_of('t1'), 'message_dead'), 'it opens the task about a dead one');
SELECT lives_ok(format('EXECUTE opening(%L, %L)', uuid_of('t2'), 'message_dead'), 'and the same again');
SELECT is((SELECT count(*) FROM tasks), 1::bigint, 'which is one');
SELECT lives_ok('SELECT closed_at FROM tasks', 'and sees whether somebody has dealt with it');
SELECT forbidden('SELECT note FROM tasks', 'and reads no note');

SELECT * FROM finish();
ROLLBACK;
