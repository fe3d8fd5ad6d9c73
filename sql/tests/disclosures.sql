-- Disclosures (Art. 7(2), 8): each has one scope, one decision and a time limit, and what was given stays as it was.
\ir setup/begin.sql

SET LOCAL ROLE madoguchi_owner;
SELECT enter(9001, '2026-01-05 09:00+09', 'test');

SELECT refused(a_copy_of('disclosures', jsonb_build_object('id', gen_random_uuid()) || changed), by_constraint)
FROM (VALUES
  ('{"kind": "curiosity"}'::jsonb, 'disclosures_kind_is_known'),
  ('{"legal_basis": ""}', 'disclosures_legal_basis_length'), ('{"requester": ""}', 'disclosures_requester_length'),
  (jsonb_build_object('legal_basis', repeat('法', 201)), 'disclosures_legal_basis_length'),
  (jsonb_build_object('requester', repeat('人', 201)), 'disclosures_requester_length'),
  (jsonb_build_object('booking_id', uuid_of('booking')), 'disclosures_have_one_scope'),
  ('{"seeker_id": null}', 'disclosures_have_one_scope'),
  ('{"seeker_id": null, "kind": "legal_demand", "used_from": "2026-01-05", "used_until": "2026-01-05"}',
    'disclosures_period_is_ordered'),
  ('{"seeker_id": null, "kind": "legal_demand", "used_from": "2026-01-05"}', 'disclosures_period_is_ordered'),
  ('{"seeker_id": null, "used_from": "2026-01-05", "used_until": "2026-01-06"}', 'disclosures_period_is_demanded'),
  ('{"requested_at": "2026-01-05 09:00:00.000001+09"}', 'disclosures_are_not_asked_for_ahead'),
  ('{"due_at": "2026-02-05 10:00:00.000001+09"}', 'disclosures_are_due_in_time'),
  ('{"due_at": "2026-01-05 09:00+09"}', 'disclosures_are_due_in_time'),
  ('{"extended_at": "2026-01-05 09:00+09"}', 'disclosures_extension_is_whole'),
  (jsonb_build_object('extended_at', now(), 'extended_by', 'x', 'extension_reason', repeat('理', 2001)),
    'disclosures_extension_reason_length'),
  ('{"approved_at": "2026-01-05 09:00+09"}', 'disclosures_approval_is_whole'),
  ('{"approved_at": "2026-01-05 09:00+09", "approved_by": "supervisor:x"}', 'disclosures_are_approved_by_the_head'),
  ('{"refused_at": "2026-01-05 09:00+09"}', 'disclosures_refusal_is_whole'),
  (jsonb_build_object('refused_at', now(), 'refused_by', 'x', 'refusal_reason', repeat('理', 2001)),
    'disclosures_refusal_reason_length'),
  ('{"approved_at": "2026-01-05 09:00+09", "approved_by": "office_head:x", "refused_at": "2026-01-05 09:00+09",
     "refused_by": "x", "refusal_reason": ""}', 'disclosures_are_decided_once'),
  ('{"approved_at": "2026-01-05 09:00+09", "approved_by": "office_head:x", "given_at": "2026-01-05 09:00+09"}',
    'disclosures_giving_is_whole'),
  ('{"given_at": "2026-01-05 09:00+09", "given_by": "x"}', 'disclosures_are_given_once_approved'),
  (jsonb_build_object('seeker_id', uuid_of('stranger')), 'disclosures_seeker_fkey'),
  (jsonb_build_object('seeker_id', NULL, 'booking_id', uuid_of('stranger')), 'disclosures_booking_fkey'))
  AS t (changed, by_constraint);
SELECT lives_ok(a_copy_of('disclosures', jsonb_build_object(
    'id', gen_random_uuid(), 'due_at', '2026-03-07 09:00+09', 'extended_at', '2026-01-05 09:00+09', 'extended_by', 'x',
    'extension_reason', '多量')), 'extended once, it is due after 60 days');
SELECT refused(a_copy_of('disclosures'), 'disclosures_pkey');
SELECT refused(a_copy_of('disclosure_exports'), 'disclosure_exports_pkey');
SELECT refused(a_copy_of('disclosure_exports', jsonb_build_object('id', gen_random_uuid(), 'sha256', '\x00')),
  'disclosure_exports_digest_is_sha256');
SELECT refused(
  a_copy_of('disclosure_exports', jsonb_build_object('id', gen_random_uuid(), 'disclosure_id', uuid_of('stranger'))),
  'disclosure_exports_disclosure_fkey');

-- not even the owner takes one away
SELECT refused('DELETE FROM disclosures', 'disclosures_are_immutable');

SET LOCAL ROLE madoguchi_app;
SELECT enter(9001, '2026-01-06 09:00+09', 'office_head:x');
SELECT forbidden('UPDATE disclosures SET ' || name || ' = ' || name, 'nobody changes its ' || name)
FROM unnest(ARRAY['kind', 'legal_basis', 'requester', 'seeker_id', 'requested_at', 'created_by', 'blanked_at']) AS name;
SELECT forbidden('DELETE FROM disclosures', 'the service takes none away');
SELECT forbidden('UPDATE disclosure_exports SET sha256 = sha256', 'an export stays as it was noted');
SELECT forbidden($$INSERT INTO disclosure_exports (office_id, id, disclosure_id, sha256, exported_by)
    VALUES (9001, uuid_of('e1'), uuid_of('disclosure'), sha256(''), 'nobody')$$, 'nobody says who exported');
SELECT lives_ok($$INSERT INTO disclosure_exports (office_id, id, disclosure_id, sha256)
    VALUES (9001, uuid_of('e2'), uuid_of('disclosure'), sha256(''))$$, 'an export is noted');
SELECT row_eq($$SELECT exported_at, exported_by FROM disclosure_exports WHERE id = uuid_of('e2')$$,
  ROW('2026-01-06 09:00+09'::timestamptz, 'office_head:x'::text), 'enter() says who exported and when');
SELECT lives_ok($$INSERT INTO disclosures (office_id, id, kind, legal_basis, requester, booking_id, requested_at, due_at)
    VALUES (9001, uuid_of('d2'), 'person_request', '法', '求 一子', uuid_of('booking'), app_now(), '2026-01-20')$$,
  'a disclosure is noted');
SELECT row_eq($$SELECT created_at, created_by FROM disclosures WHERE id = uuid_of('d2')$$,
  ROW('2026-01-06 09:00+09'::timestamptz, 'office_head:x'::text), 'enter() says who noted it and when');
SELECT touches('UPDATE disclosures SET approved_at = app_now(), approved_by = app_actor() WHERE id = ' ||
  quote_literal(uuid_of('disclosure')), 1, 'it is approved');
SELECT touches('UPDATE disclosures SET given_at = app_now(), given_by = app_actor() WHERE id = ' ||
  quote_literal(uuid_of('disclosure')), 1, 'and given');
SELECT refused('UPDATE disclosures SET given_at = app_now() WHERE given_at IS NOT NULL', 'disclosures_are_immutable');
SELECT refused('UPDATE disclosures SET due_at = due_at WHERE given_at IS NOT NULL', 'disclosures_are_immutable');
SELECT touches($$UPDATE disclosures SET refused_at = app_now(), refused_by = app_actor(), refusal_reason = '存否応答拒否'
  WHERE given_at IS NULL AND id <> uuid_of('d2')$$, 1, 'another one is refused');
SELECT refused('UPDATE disclosures SET refusal_reason = NULL WHERE refused_at IS NOT NULL', 'disclosures_are_immutable');

-- one made by hand leads to its office by itself
SET LOCAL ROLE madoguchi_owner;
SELECT enter(9999, '2026-01-05 09:00+09', 'test');
SELECT refused($$INSERT INTO disclosures (
    office_id, id, kind, legal_basis, requester, used_from, used_until, requested_at, due_at)
  VALUES (9999, uuid_of('d'), 'legal_demand', '法', '県警', '2026-01-05', '2026-01-06', app_now(), '2026-01-07')$$,
  'disclosures_office_fkey');
SELECT refused($$INSERT INTO retention_runs (office_id, id, until, digest) VALUES (9999, uuid_of('r'), '{}', sha256(''))$$,
  'retention_runs_office_fkey');
SELECT refused($$INSERT INTO usage_events (office_id, id, date, hour, purpose, access)
  VALUES (9999, uuid_of('u'), '2026-01-05', 1, 'operation', 'sign_in')$$, 'usage_events_office_fkey');
SELECT refused($$INSERT INTO usage_devices (office_id, id, date, device_key, device_digest, sealed_by, box)
  VALUES (9999, uuid_of('u'), '2026-01-05', 'k1', sha256(''), 'k1', sha512(''))$$, 'usage_devices_office_fkey');

SELECT * FROM finish();
ROLLBACK;
