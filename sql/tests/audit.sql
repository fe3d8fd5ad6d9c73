-- What was done and seen stays, says nothing of a person, and goes only where a checkpoint stands.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_owner;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

-- an entry holds words of closed lists, ids and digests
SELECT refused(a_copy_of('audit_entries', '{"actor": "求 一子"}'), 'audit_entries_actor_is_no_name');
SELECT refused(a_copy_of('audit_entries', '{"role": "visitor"}'), 'audit_entries_role_is_known');
SELECT refused(a_copy_of('audit_entries', '{"purpose": "curiosity"}'), 'audit_entries_purpose_is_known');
SELECT refused(a_copy_of('audit_entries', '{"request_id": "13010-1"}'), 'audit_entries_request_id_is_a_number');
SELECT refused(a_copy_of('audit_entries', '{"operation": "求 一子を読む"}'), 'audit_entries_operation_is_a_word');
SELECT refused(a_copy_of('audit_entries', '{"kind": "glance"}'), 'audit_entries_kind_is_known');
SELECT refused(a_copy_of('audit_entries', '{"person_key_id": "k1"}'), 'audit_entries_digests_have_a_key');
SELECT refused(a_copy_of('audit_entries', '{"person_digests": ["\\x00"]}'), 'audit_entries_digests_have_a_key');
SELECT refused(a_copy_of('audit_entries', '{"waived_rule": "any"}'), 'audit_entries_waived_rule_is_known');
SELECT refused(a_copy_of('audit_entries', '{"outcome": "perhaps"}'), 'audit_entries_outcome_is_known');
SELECT refused(a_copy_of('audit_entries'), 'audit_entries_pkey');
SELECT refused('UPDATE audit_entries SET kind = kind', 'audit_entries_are_immutable');
SELECT refused('DELETE FROM audit_entries', 'audit_entries_are_immutable');

-- the head goes forward, and only to what was sealed
SELECT results_eq('SELECT number, hash FROM audit_heads', $$VALUES (1::bigint, sha256('1'))$$, 'a seal leads the head');
SELECT refused(a_copy_of('audit_heads'), 'audit_heads_pkey');
SELECT refused('UPDATE audit_heads SET number = number + ' || step, 'audit_heads_go_forward')
FROM unnest(ARRAY['-1', '0', '1']) AS step;
SELECT refused($$UPDATE audit_heads SET hash = sha256('another')$$, 'audit_heads_go_forward');
SELECT refused('DELETE FROM audit_heads', 'audit_heads_go_forward');

SELECT refused(a_copy_of('audit_seals', '{"number": 0, "to_writer": 9}'), 'audit_seals_number_is_positive');
SELECT refused(a_copy_of('audit_seals', '{"number": 2, "to_writer": 9, "form": 2}'), 'audit_seals_form_is_known');
SELECT refused(a_copy_of('audit_seals', '{"number": 2, "from_writer": 9, "to_writer": 9}'),
  'audit_seals_writers_are_ordered');
SELECT refused(a_copy_of('audit_seals', '{"number": 2, "to_writer": 9, "row_count": 0}'), 'audit_seals_are_not_empty');
SELECT refused(a_copy_of('audit_seals', '{"number": 2, "to_writer": 9, "last_at": "2026-01-01 09:00+09"}'),
  'audit_seals_times_are_ordered');
SELECT refused(a_copy_of('audit_seals', '{"number": 2, "to_writer": 9, "hash": "\\x00"}'),
  'audit_seals_hashes_are_sha256');
SELECT refused(a_copy_of('audit_seals', '{"to_writer": 9}'), 'audit_seals_pkey');
SELECT refused(a_copy_of('audit_seals', '{"number": 2}'), 'audit_seals_end_once');
SELECT refused('UPDATE audit_seals SET hash = prev_hash', 'audit_seals_are_immutable');
SELECT touches('DELETE FROM audit_seals', 1, 'a seal goes where a checkpoint stands for it');

SELECT refused(a_copy_of('audit_checkpoints', '{"number": 2}'), 'audit_checkpoints_repeat_a_seal');
SELECT refused('UPDATE audit_checkpoints SET hash = hash', 'audit_checkpoints_repeat_a_seal');
SELECT refused('DELETE FROM audit_checkpoints', 'audit_checkpoints_repeat_a_seal');

SELECT refused(format('UPDATE seekers SET number_digest = sha256(''x'') WHERE id = %L', uuid_of('seeker')),
  'seekers_number_digest_is_whole');
SELECT refused(format($$UPDATE seekers SET number_digest = '\x00', number_key_id = 'k1' WHERE id = %L$$, uuid_of('seeker')),
  'seekers_number_digest_is_sha256');

-- an office that does not exist
SELECT enter(9003, '2026-01-05 09:00+09', 'test');
SELECT refused(
  $$INSERT INTO audit_entries (office_id, id, role, purpose, operation, kind, outcome)
    VALUES (9003, uuid_of('nowhere'), 'clock', 'maintenance', 'sweep', 'change', 'done')$$, 'audit_entries_office_fkey');
SELECT refused(
  $$INSERT INTO audit_seals (
      office_id, number, form, from_writer, to_writer, row_count, first_at, last_at, prev_hash, hash)
    VALUES (9003, 1, 1, 0, 1, 1, app_now(), app_now(), sha256(''), sha256('1'))$$, 'audit_seals_office_fkey');

-- the service adds, and the database says who, when and in which transaction
SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-06 09:00+09', 'counselor:00000000-0000-4000-8000-000000000001');
SELECT lives_ok($$
    INSERT INTO audit_entries (office_id, id, role, purpose, operation, kind, outcome)
    VALUES (9001, uuid_of('entry 2'), 'counselor', 'counseling', 'getBooking', 'read', 'done')$$,
  'the service adds an entry');
SELECT row_eq($$SELECT at, actor, writer FROM audit_entries WHERE id = uuid_of('entry 2')$$,
  ROW('2026-01-06 09:00+09'::timestamptz, 'counselor:00000000-0000-4000-8000-000000000001'::text,
    pg_current_xact_id()::text::bigint), 'enter() and the transaction fill it');
SELECT forbidden(
  format(
    'INSERT INTO audit_entries (office_id, id, role, purpose, operation, kind, outcome, %I)
     VALUES (9001, uuid_of(''forged''), ''clock'', ''maintenance'', ''sweep'', ''change'', ''done'', %L)', answer, forged),
  'nobody says otherwise about ' || answer)
FROM (VALUES ('actor', 'clock'), ('at', '2026-01-01 00:00+09'), ('writer', '7')) AS t (answer, forged);
SELECT forbidden('UPDATE audit_entries SET kind = kind', 'the service changes no entry');
SELECT forbidden('DELETE FROM audit_entries', 'the service deletes no entry');
SELECT forbidden(a_copy_of('audit_checkpoints'), 'the service sets no checkpoint');
SELECT forbidden('UPDATE audit_heads SET number = number', 'the service moves no head');
SELECT forbidden($$
    INSERT INTO audit_seals (
      office_id, number, form, from_writer, to_writer, row_count, first_at, last_at, prev_hash, hash)
    VALUES (9001, 2, 1, 1, 9, 1, app_now(), app_now(), sha256('1'), sha256('2'))$$, 'the service seals nothing');

-- the sealer adds seals, retention drops what a checkpoint covers, in every office
SET LOCAL ROLE madoguchi_maintenance;
SELECT enter(9002, '2026-01-06 09:00+09', 'clock');
SELECT forbidden('UPDATE audit_entries SET kind = kind', 'maintenance changes no entry');
SELECT forbidden('UPDATE audit_seals SET hash = hash', 'maintenance changes no seal');
SELECT refused('DELETE FROM audit_entries WHERE office_id = 9002', 'audit_entries_are_immutable');
SELECT lives_ok($$
    INSERT INTO audit_seals (
      office_id, number, form, from_writer, to_writer, row_count, first_at, last_at, prev_hash, hash)
    SELECT 9002, 2, 1, 1, max(writer) + 1, 1, app_now(), app_now(), sha256('1'), sha256('2')
    FROM audit_entries WHERE office_id = 9002$$,
  'the sealer closes a batch');
SELECT row_eq('SELECT number, hash FROM audit_heads WHERE office_id = 9002', ROW(2::bigint, sha256('2')),
  'and the head has gone forward with it');
SELECT refused($$UPDATE audit_heads SET number = 1, hash = sha256('1') WHERE office_id = 9002$$, 'audit_heads_go_forward');
SELECT refused($$UPDATE audit_heads SET number = 3 WHERE office_id = 9002$$, 'audit_heads_go_forward');
SELECT forbidden('DELETE FROM audit_heads', 'the sealer takes no head away');
SELECT row_eq('SELECT sealed_at FROM audit_seals WHERE office_id = 9002 AND number = 2',
  ROW('2026-01-06 09:00+09'::timestamptz), 'enter() says when it was sealed');
SELECT refused('DELETE FROM audit_seals WHERE office_id = 9002 AND number = 2', 'audit_seals_are_immutable');
SELECT refused(
  $$INSERT INTO audit_checkpoints (office_id, number, to_writer, hash, dropped_rows)
    SELECT office_id, number, to_writer, sha256('another'), 1 FROM audit_seals WHERE office_id = 9002 AND number = 2$$,
  'audit_checkpoints_repeat_a_seal');
SELECT refused(
  $$INSERT INTO audit_checkpoints (office_id, number, to_writer, hash, dropped_rows)
    SELECT office_id, number, to_writer, hash, 0 FROM audit_seals WHERE office_id = 9002 AND number = 2$$,
  'audit_checkpoints_dropped_rows_in_range');
SELECT refused(
  $$INSERT INTO audit_checkpoints (office_id, number, to_writer, hash, dropped_rows)
    SELECT office_id, number, to_writer, hash, 1 FROM audit_seals WHERE office_id = 9002 AND number = 1$$,
  'audit_checkpoints_pkey');
SELECT lives_ok(
  $$INSERT INTO audit_checkpoints (office_id, number, to_writer, hash, dropped_rows)
    SELECT office_id, number, to_writer, hash, 1 FROM audit_seals WHERE office_id = 9002 AND number = 2$$,
  'retention says how far it goes');
SELECT row_eq('SELECT reached_at FROM audit_checkpoints WHERE office_id = 9002 AND number = 2',
  ROW('2026-01-06 09:00+09'::timestamptz), 'enter() says when it was reached');
SELECT touches('DELETE FROM audit_entries WHERE office_id = 9002', 1, 'what it covers can go');
SELECT touches('DELETE FROM audit_seals WHERE office_id = 9002', 2, 'and so can its seals');
SELECT refused('DELETE FROM audit_entries WHERE office_id = 9001', 'audit_entries_are_immutable');

-- the relay leaves an entry of what it did, where it has entered, and reads none
SET LOCAL ROLE madoguchi_relay;
SELECT enter(9001, '2026-01-06 09:00+09', 'relay');
PREPARE relaying AS INSERT INTO audit_entries (office_id, id, role, purpose, operation, kind, booking_ids, subject_id, outcome)
  VALUES ($1, gen_random_uuid(), 'clock', 'maintenance', 'deliverMessage', 'change', '{}', uuid_of('message'), 'done');
SELECT lives_ok('EXECUTE relaying (9001)', 'the relay says what it did');
SELECT forbidden('EXECUTE relaying (9002)', 'and in no other office');
SELECT forbidden(statement, 'the relay does not ' || statement)
FROM (VALUES ('SELECT office_id FROM audit_entries'), ('UPDATE audit_entries SET kind = kind'),
  ('DELETE FROM audit_entries')) AS t (statement);

SET LOCAL ROLE madoguchi_region;
SELECT forbidden('SELECT office_id FROM ' || relation, 'statistics see nothing of ' || relation)
FROM unnest(ARRAY['audit_entries', 'audit_seals', 'audit_checkpoints', 'audit_heads']) AS relation;

SELECT * FROM finish();
ROLLBACK;
