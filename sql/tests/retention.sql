-- Retention: every column that could hold a person's data or free text is accounted for, blanking goes through one door,
-- and what goes is what has expired.
\ir setup/begin.sql

-- Whatever is no number, instant, id or truth value may hold a text.
CREATE TEMPORARY VIEW texts AS
  SELECT c.relname::text AS relation, a.attname::text AS name
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    AND EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = c.oid AND o.attname = 'office_id' AND NOT o.attisdropped)
    AND format_type(a.atttypid, NULL) NOT IN (
      'smallint', 'integer', 'bigint', 'boolean', 'uuid', 'date', 'timestamp with time zone', 'tstzrange',
      'smallint[]', 'uuid[]', 'timestamp with time zone[]');

-- What blank_row() empties, read from the triggers themselves.
CREATE TEMPORARY VIEW blanked AS
  SELECT tgrelid::regclass::text AS relation, key AS name
  FROM pg_trigger
    CROSS JOIN regexp_split_to_table(encode(tgargs, 'escape'), '\\000') AS argument
    CROSS JOIN jsonb_object_keys(nullif(argument, '')::jsonb) AS key
  WHERE tgfoid = 'blank_row()'::regprocedure;

-- What stays, because figures, proofs or the office itself are made of it: closed lists of words, codes, who acted (a role
-- and a token), names of the office's own things and staff, digests.
CREATE TEMPORARY VIEW skeleton AS
  SELECT relation, unnest(names) AS name FROM (VALUES
    ('absences', ARRAY['created_by']),
    ('allocations', ARRAY['kind']),
    ('booking_events', ARRAY['kind', 'from_status', 'to_status', 'actor', 'channel']),
    -- ids and digests; whole sealed segments go, and a checkpoint stays
    ('audit_checkpoints', ARRAY['hash']),
    ('audit_heads', ARRAY['hash']),
    ('audit_seals', ARRAY['prev_hash', 'hash']),
    -- the two keys are made of the names and empty with them
    ('bookings', ARRAY['status', 'origin', 'service_code', 'channel', 'registration_kind', 'cancel_class', 'decline_ground',
      'environment', 'consent_kind', 'seeker_name_key', 'seeker_kana_key']),
    ('closures', ARRAY['reason']),
    ('consents', ARRAY['kind', 'channel', 'vendor']),
    ('contacts', ARRAY['channel', 'entered_by']),
    ('counselor_services', ARRAY['service_code']),
    ('counselors', ARRAY['name']),
    ('disclosure_exports', ARRAY['sha256', 'exported_by']),
    ('disclosures', ARRAY['kind', 'created_by', 'extended_by', 'approved_by', 'refused_by', 'given_by']),
    ('incidents', ARRAY['code', 'vendor', 'created_by']),
    -- what a licence shows now, sealed; what was issued has left the pool
    ('licence_credentials', ARRAY['key_id', 'box', 'set_by']),
    ('licences', ARRAY['vendor', 'name']),
    ('maintenances', ARRAY['created_by']),
    ('meeting_pool', ARRAY['digest', 'key_id', 'box', 'added_by']),
    ('meetings', ARRAY['key_id']),
    ('message_templates', ARRAY['kind', 'language', 'text', 'created_by']),
    ('messages', ARRAY['kind', 'channel', 'status', 'failure_code', 'redelivered_by']),
    ('offers', ARRAY['vendor', 'waived_rule']),
    ('policies', ARRAY['confirm_cutoff', 'job_seeker_number_required_at', 'cancel_channels',
      'environment_check_required_at']),
    ('refusals', ARRAY['ground', 'decided_by', 'approved_by', 'appeal_entered_by', 'lifted_by']),
    ('retention_runs', ARRAY['until', 'counts', 'digest', 'started_by']),
    ('room_reservations', ARRAY['created_by']),
    ('rooms', ARRAY['name']),
    ('seekers', ARRAY['registration_kind']),
    ('services', ARRAY['code', 'name_ja', 'name_en']),
    ('staff', ARRAY['name', 'role']),
    ('tasks', ARRAY['kind', 'created_by', 'closed_by']),
    -- where messages go
    ('webhooks', ARRAY['url', 'key_id', 'box', 'set_by'])) AS t (relation, names);

-- What is deleted row by row: by retention, or within a day.
CREATE TEMPORARY VIEW deleted AS
  SELECT unnest(ARRAY['usage_events', 'usage_devices', 'idempotency', 'audit_entries']) AS relation;

SELECT is_empty($$
    SELECT relation, name FROM texts
    WHERE relation NOT IN (SELECT relation FROM deleted)
    EXCEPT SELECT * FROM blanked EXCEPT SELECT * FROM skeleton$$,
  'every column that may hold a text is blanked, deleted, or known to be skeleton');
SELECT is_empty($$(SELECT * FROM blanked UNION ALL SELECT * FROM skeleton) EXCEPT SELECT * FROM texts$$,
  'nothing is listed that is not there');
SELECT is_empty($$SELECT * FROM blanked INTERSECT SELECT * FROM skeleton$$, 'nothing is listed twice');
SELECT is_empty($$SELECT b.* FROM blanked b CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE']) AS privilege
    WHERE has_column_privilege('madoguchi_maintenance', b.relation, b.name, privilege)$$,
  'retention neither reads nor writes what it blanks');
SELECT is_empty($$SELECT DISTINCT relation FROM blanked
    WHERE NOT has_column_privilege('madoguchi_maintenance', relation, 'blanked_at', 'UPDATE')$$,
  'but it may say that a row is to be blanked');
SELECT is_empty($$SELECT DISTINCT b.relation, r.rolname FROM blanked b CROSS JOIN pg_roles r
    WHERE r.rolname IN ('madoguchi_app', 'madoguchi_region', 'madoguchi_relay')
      AND has_column_privilege(r.rolname, b.relation, 'blanked_at', 'UPDATE')$$,
  'and nobody else may');

-- the door: a declined application with all that can be said
SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-05 10:00+09', 'test');
UPDATE bookings SET version = 2, status = 'declined', decline_ground = 'other', seeker_number_typed = '１３０１０－１',
  companions = '[{"role": "interpreter", "language": "vi", "note": "静かな席"}, {"role": "helper", "late": true}]'
  WHERE id = uuid_of('booking');
INSERT INTO booking_events (office_id, booking_id, version, kind, from_status, to_status, occurred_at, reason, data)
  VALUES (9001, uuid_of('booking'), 2, 'declined', 'received', 'declined', app_now(), '本人の申し出',
    '{"ground": "other", "said": "本人の言葉"}');
UPDATE meetings SET revoked_at = app_now();
INSERT INTO tasks (office_id, id, kind, note) VALUES (9001, uuid_of('by hand'), 'other', '本人に電話する');
-- only what is blanked may be empty
SET LOCAL ROLE madoguchi_owner;
SELECT refused($$UPDATE tasks SET note = NULL WHERE kind = 'other'$$, 'tasks_made_by_hand_say_what');
SELECT refused($$UPDATE room_reservations SET purpose = ''$$, 'room_reservations_purpose_length');
SELECT refused($$UPDATE absences SET reason = ''$$, 'absences_reason_length');
SELECT refused($$UPDATE maintenances SET reason = ''$$, 'maintenances_reason_length');
SELECT refused($$UPDATE disclosures SET legal_basis = ''$$, 'disclosures_legal_basis_length');
CREATE FUNCTION pg_temp.skeletons() RETURNS TABLE (what text, it jsonb)
  LANGUAGE sql
  AS $$
    SELECT 'booking', to_jsonb(b) - ARRAY(SELECT name FROM blanked WHERE relation = 'bookings')
      - ARRAY['blanked_at', 'seeker_name_key', 'seeker_kana_key'] FROM bookings b
    UNION ALL
    SELECT 'event', to_jsonb(e) - ARRAY(SELECT name FROM blanked WHERE relation = 'booking_events') - 'blanked_at'
      FROM booking_events e
  $$;
RESET ROLE;
CREATE TEMPORARY TABLE before AS SELECT * FROM pg_temp.skeletons() WHERE (it ->> 'office_id')::int = 9001;

SET LOCAL ROLE madoguchi_maintenance;
SELECT enter(9001, '2029-01-06 09:00+09', 'maintenance:retention');
SELECT touches('UPDATE ' || relation || ' SET blanked_at = app_now() WHERE office_id = 9001', seen, 'blanked: ' || relation)
FROM (VALUES ('bookings', 1), ('booking_events', 2), ('messages', 1), ('meetings', 1), ('seekers', 2), ('tasks', 2), ('room_reservations', 1),
  ('absences', 1), ('maintenances', 1), ('disclosures', 1), ('incidents', 1), ('refusals', 1)) AS t (relation, seen);
RESET ROLE;
SELECT row_eq($$SELECT seeker_name, seeker_kana, seeker_number_typed, companions, seeker_name_key, blanked_at FROM bookings
    WHERE office_id = 9001$$,
  ROW(''::text, ''::text, NULL::text, '[{"role": "interpreter"}, {"role": "helper", "late": true}]'::jsonb,
    ''::text COLLATE "C", '2029-01-06 09:00+09'::timestamptz), 'a booking names nobody, and says with whom it was');
SELECT set_eq($$SELECT version, reason, data FROM booking_events WHERE office_id = 9001$$,
  $$VALUES (1, NULL, '{}'::jsonb), (2, NULL, '{"ground": "other"}')$$, 'an event keeps what figures are made of');
SELECT row_eq('SELECT box FROM meetings WHERE office_id = 9001', ROW(NULL::bytea), 'a meeting says nothing');
SELECT row_eq('SELECT facts FROM messages WHERE office_id = 9001',
  ROW('{"office_name": "東の所", "office_phone": "03-0000-0001"}'::jsonb), 'a message names the counter, and nobody');
SELECT set_eq($$SELECT name, kana, job_seeker_number, registration_kind FROM seekers WHERE office_id = 9001$$,
  $$VALUES ('', '', NULL, 'full'), ('', '', NULL, 'online')$$, 'a person is nobody');
SELECT set_eq($$SELECT kind, note FROM tasks WHERE office_id = 9001$$,
  $$VALUES ('name_differs', NULL), ('other', NULL)$$, 'a task says what it was about');
SELECT set_eq($$SELECT purpose FROM room_reservations UNION ALL SELECT reason FROM absences UNION ALL
    SELECT reason FROM maintenances WHERE office_id = 9001$$, $$VALUES (''), ('会議'), ('研修')$$,
  'what staff wrote is empty, in this office alone');
SELECT row_eq($$SELECT requester, legal_basis, refusal_reason FROM disclosures WHERE office_id = 9001$$,
  ROW(''::text, ''::text, NULL::text), 'a disclosure says nobody''s name');
SELECT set_eq('SELECT * FROM pg_temp.skeletons() WHERE (it ->> ''office_id'')::int = 9001',
  'SELECT * FROM before', 'the skeletons are as they were');

-- nobody comes through it with anything else
SET LOCAL ROLE madoguchi_maintenance;
SELECT forbidden('UPDATE bookings SET ' || name || ' = ' || name, 'retention does not change ' || name)
FROM unnest(ARRAY['status', 'version', 'seeker_id', 'outcome', 'starts_at']) AS name;
SELECT forbidden('DELETE FROM ' || relation, 'retention deletes no ' || relation)
FROM unnest(ARRAY['bookings', 'booking_events', 'seekers', 'tasks', 'disclosures', 'retention_runs']) AS relation;
SET LOCAL ROLE madoguchi_app;
SELECT forbidden('UPDATE bookings SET blanked_at = app_now()', 'the service blanks nothing');
SET LOCAL ROLE madoguchi_owner;
SELECT refused('UPDATE booking_events SET blanked_at = app_now()', 'booking_events_are_immutable');
SELECT refused('UPDATE bookings SET version = version + 1', 'bookings_blanked_are_closed');
SELECT refused('UPDATE seekers SET name = ''求 一子''', 'seekers_blanked_are_nobody');
-- and what was blanked is closed to any text
SELECT refused('UPDATE ' || relation || ' SET blanked_at = NULL WHERE office_id = 9001', relation || '_blanked_are_closed')
FROM unnest(ARRAY['tasks', 'incidents', 'refusals', 'room_reservations', 'absences', 'maintenances', 'disclosures'])
  AS relation;

-- another office's booking is live: it keeps its name
SET LOCAL ROLE madoguchi_maintenance;
SELECT enter(9002, '2029-01-06 09:00+09', 'maintenance:retention');
SELECT refused('UPDATE bookings SET blanked_at = app_now()', 'bookings_blanked_are_over');
SET LOCAL ROLE madoguchi_owner;
SELECT refused('UPDATE bookings SET blanked_at = app_now()', 'bookings_version_counts');
SELECT refused('UPDATE bookings SET seeker_name = '''', version = 2', 'bookings_seeker_name_length');
SET LOCAL ROLE madoguchi_maintenance;

-- what has expired, and when: the limits are local midnights, and exclusive
SELECT refused($$UPDATE retention_runs SET counts = '[]'$$, 'retention_runs_texts_are_objects');
SELECT refused('UPDATE retention_runs SET digest = ''''', 'retention_runs_digest_is_sha256');
SELECT lives_ok($$INSERT INTO retention_runs (office_id, id, until, digest)
    VALUES (9002, uuid_of('r2'), '{}', sha256(''))$$, 'a run begins');
SELECT touches('UPDATE retention_runs SET finished_at = app_now()', 2, 'and comes to its end');
SELECT refused('UPDATE retention_runs SET counts = ''{}''', 'retention_runs_are_immutable');
SET LOCAL ROLE madoguchi_owner;
SELECT row_eq($$SELECT started_at, started_by FROM retention_runs WHERE id = uuid_of('r2')$$,
  ROW('2029-01-06 09:00+09'::timestamptz, 'maintenance:retention'::text), 'enter() says who ran it and when');
SELECT refused('DELETE FROM retention_runs', 'retention_runs_are_immutable');
SELECT refused(a_copy_of('retention_runs'), 'retention_runs_pkey');
SELECT refused('UPDATE policies SET ' || change, 'policies_' || by_constraint || '_in_range')
FROM (VALUES ('usage_device_months = 0', 'usage_device_months'), ('usage_device_months = 13', 'usage_device_months'),
  ('usage_event_months = 2', 'usage_device_months'), ('usage_event_months = 61', 'usage_event_months'),
  ('booking_months = 11', 'booking_months'), ('booking_months = 121', 'booking_months'),
  ('record_months = 35', 'record_months'), ('record_months = 241', 'record_months')) AS t (change, by_constraint);

SELECT * FROM finish();
ROLLBACK;
