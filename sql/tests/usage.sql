-- Records of use (Art. 7): what is kept of them, who writes them, and the one way to what identifies a device.
\ir setup/begin.sql
\ir setup/life.sql

SET LOCAL ROLE madoguchi_owner;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

SELECT refused(a_copy_of('usage_events', jsonb_build_object('id', gen_random_uuid()) || changed), by_constraint)
FROM (VALUES
  ('{"hour": 24}'::jsonb, 'usage_events_hour_is_of_a_day'), ('{"hour": -1}', 'usage_events_hour_is_of_a_day'),
  ('{"purpose": "advertising"}', 'usage_events_purpose_is_stated'), ('{"access": "party"}', 'usage_events_access_is_known'),
  ('{"device_key": null}', 'usage_events_device_is_whole'), ('{"device_digest": "\\x00"}', 'usage_events_digest_is_sha256'),
  (jsonb_build_object('booking_id', uuid_of('stranger')), 'usage_events_booking_fkey')) AS t (changed, by_constraint);
SELECT refused(a_copy_of('usage_events'), 'usage_events_pkey');
SELECT refused(a_copy_of('usage_devices', jsonb_build_object('id', gen_random_uuid(), 'date', '2026-01-06') || changed),
  by_constraint)
FROM (VALUES
  ('{"device_digest": "\\x00"}'::jsonb, 'usage_devices_digest_is_sha256'), ('{"box": "\\x00"}', 'usage_devices_box_is_sealed'),
  ('{"date": "2026-01-05"}', 'usage_devices_once_a_day')) AS t (changed, by_constraint);
SELECT refused(a_copy_of('usage_devices'), 'usage_devices_pkey');

-- the service writes an identifier and cannot read it back
SET LOCAL ROLE madoguchi_app;
SELECT lives_ok($$
    INSERT INTO usage_devices (office_id, id, date, device_key, device_digest, sealed_by, box)
    VALUES (9001, uuid_of('d1'), '2026-01-05', 'k1', sha256('device'), 'k1', sha512('again')),
      (9001, uuid_of('d2'), '2026-01-05', 'k1', sha256('other'), 'k1', sha512('other'))
    ON CONFLICT DO NOTHING$$, 'a device is noted once a day');
SELECT forbidden('SELECT ' || what || ' FROM usage_devices', 'the service reads no ' || what)
FROM unnest(ARRAY['box', 'device_digest', 'date', '*']) AS what;
SELECT forbidden(statement, 'the service does not ' || statement)
FROM (VALUES ('UPDATE usage_events SET hour = hour'), ('DELETE FROM usage_events'), ('UPDATE usage_devices SET box = box'),
  ('DELETE FROM usage_devices')) AS t (statement);

-- what a disclosure reaches
INSERT INTO usage_events (office_id, id, date, hour, purpose, access, device_key, device_digest)
  VALUES (9001, uuid_of('u2'), '2026-01-04', 23, 'understanding', 'sign_in', 'k1', sha256('other'));
PREPARE asking AS INSERT INTO disclosures (
    office_id, id, kind, legal_basis, requester, seeker_id, booking_id, used_from, used_until, requested_at, due_at)
  VALUES (9001, $1, $2, '刑事訴訟法第197条第2項', '県警', $3, $4, $5, $6, app_now(), '2026-02-01 00:00+09');
EXECUTE asking (uuid_of('by booking'), 'legal_demand', NULL, uuid_of('booking'), NULL, NULL);
EXECUTE asking (uuid_of('by person'), 'legal_demand', uuid_of('seeker'), NULL, NULL, NULL);
EXECUTE asking (uuid_of('by day'), 'legal_demand', NULL, NULL, '2026-01-04', '2026-01-05');
EXECUTE asking (uuid_of('of another'), 'legal_demand', uuid_of('seeker 2'), NULL, NULL, NULL);
EXECUTE asking (uuid_of('the person'), 'person_request', uuid_of('seeker'), NULL, NULL, NULL);
SELECT set_eq($$SELECT disclosure_id, id FROM disclosed_usage$$,
  $$VALUES (uuid_of('by booking'), uuid_of('usage')), (uuid_of('by person'), uuid_of('usage')),
    (uuid_of('by day'), uuid_of('u2')), (uuid_of('the person'), uuid_of('usage'))$$,
  'a disclosure reaches its booking''s, its person''s or its days'' use, and no other');

-- the sealed identifiers: of an approved demand by law, until it was given
SELECT is_empty(format('SELECT * FROM disclosed_devices(%L)', id), 'nothing is opened before the approval')
FROM disclosures;
UPDATE disclosures SET approved_at = app_now(), approved_by = 'office_head:x';
SELECT results_eq($$SELECT date, box FROM disclosed_devices(uuid_of('by booking'))$$,
  $$VALUES ('2026-01-05'::date, sha512('sealed'))$$, 'an approved demand opens what it reaches');
SELECT isnt_empty($$SELECT * FROM disclosed_devices(uuid_of('by person'))$$, 'a person''s too');
-- the device of u2 was noted on the 5th, and its use lies on the 4th
SELECT is_empty($$SELECT * FROM disclosed_devices(uuid_of('by day'))$$, 'a day opens that day''s identifiers only');
SELECT is_empty($$SELECT * FROM disclosed_devices(uuid_of('of another'))$$, 'nobody else''s');
SELECT is_empty($$SELECT * FROM disclosed_devices(uuid_of('the person'))$$, 'a person''s own request opens none');
SELECT enter(9002, '2026-01-05 09:00+09', 'test');
SELECT is_empty($$SELECT * FROM disclosed_devices(uuid_of('by booking'))$$, 'another office opens nothing');
SELECT enter(9001, '2026-01-05 09:00+09', 'test');
UPDATE disclosures SET given_at = app_now(), given_by = 'office_head:x' WHERE id = uuid_of('by booking');
SELECT is_empty($$SELECT * FROM disclosed_devices(uuid_of('by booking'))$$, 'what was given opens nothing again');
SELECT forbidden($$SET LOCAL ROLE madoguchi_region; SELECT * FROM disclosed_devices(uuid_of('by person'))$$,
  'statistics open nothing');

SELECT * FROM finish();
ROLLBACK;
