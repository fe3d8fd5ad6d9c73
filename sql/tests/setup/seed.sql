-- Two offices with the same ids in both, and in each one row of every tenant table. It is Monday, 5 January 2026, 09:00.
-- A new tenant table gets its row here; tenancy.sql asks for it.
SET LOCAL ROLE madoguchi_owner;

INSERT INTO offices (id, code, bureau_code, name, phone, time_zone, vendors) VALUES
  (9001, '9001', '13', '東の所', '03-0000-0001', 'Asia/Tokyo', '{zoom}'),
  (9002, '9002', '13', '西の所', '03-0000-0002', 'Asia/Tokyo', '{zoom,teleoffice}');

INSERT INTO holidays (date, name) VALUES ('2026-01-01', '元日');

INSERT INTO terms_versions (
    id, issuer_kind, issuer_code, service_group, title, body, sha256, ground, announced_at, effective_from) VALUES
  (uuid_of('terms'), 'office', '9001', 'online_counseling', '利用規約', '利用規約',
    sha256(convert_to('利用規約', 'UTF8')), 'initial', '2026-01-01 00:00+09', '2026-01-01 00:00+09');

INSERT INTO terms_annotations (id, terms_version_id, note, created_at, created_by) VALUES
  (uuid_of('annotation'), uuid_of('terms'), '現行法では第5条の5', '2026-01-02 09:00+09', 'seed');

INSERT INTO tokens (id, hash, role, scope_kind, scope_code, name, created_at, expires_at) VALUES
  (uuid_of('token'), sha256('secret'), 'counselor', 'office', '9001', '佐藤', '2026-01-01 00:00+09', '2026-02-01 00:00+09');

DO $$
DECLARE
  office integer;
BEGIN
  FOREACH office IN ARRAY ARRAY[9001, 9002] LOOP
    PERFORM enter(office, '2026-01-05 09:00+09', 'seed');
    INSERT INTO policies (office_id) VALUES (office);
    INSERT INTO weekly_hours (office_id, id, weekday, opens, closes) VALUES (office, uuid_of('hours'), 1, 510, 1035);
    INSERT INTO closures (office_id, id, date, reason) VALUES (office, uuid_of('closure'), '2026-01-09', '設備点検');
    INSERT INTO services (office_id, id, code, name_ja, name_en, minutes)
      VALUES (office, uuid_of('service'), 'consultation', '職業相談', 'Career counseling', 30),
        (office, uuid_of('service 2'), 'placement', '職業紹介', 'Job placement', 30);
    INSERT INTO counselors (office_id, id, name)
      VALUES (office, uuid_of('counselor'), '佐藤'), (office, uuid_of('counselor 2'), '鈴木');
    INSERT INTO counselor_services (office_id, counselor_id, service_code)
      VALUES (office, uuid_of('counselor'), 'consultation');
    INSERT INTO staff (office_id, id, name, role, counselor_id)
      VALUES (office, uuid_of('member'), '佐藤', 'counselor', uuid_of('counselor')),
        (office, uuid_of('member 2'), '田中', 'supervisor', NULL);
    INSERT INTO rooms (office_id, id, name) VALUES (office, uuid_of('room'), '個室1'), (office, uuid_of('room 2'), '個室2');
    INSERT INTO licences (office_id, id, vendor, name)
      VALUES (office, uuid_of('licence'), 'zoom', 'Zoom 1'), (office, uuid_of('licence 2'), 'zoom', 'Zoom 2');
    INSERT INTO seekers (office_id, id, name, kana, job_seeker_number, registration_kind, my_page)
      VALUES (office, uuid_of('seeker'), '求 一子', 'モトメ イチコ', '13010-1', 'full', true),
        (office, uuid_of('seeker 2'), '求 二郎', 'モトメ ジロウ', '13010-2', 'online', true);
    INSERT INTO bookings (
        office_id, id, status, origin, service_code, channel, terms_acknowledged, seeker_id, seeker_name, seeker_kana,
        registration_kind, my_page, declares_device, declares_camera, declares_app, minutes, wishes)
      VALUES (office, uuid_of('booking'), 'received', 'application', 'consultation', 'my_page', true,
        uuid_of('seeker'), '求 一子', 'モトメ イチコ', 'full', true, true, true, true, 30, '{2026-01-13 10:00+09}');
    INSERT INTO offers (office_id, booking_id, number, starts, minutes, vendor, terms_version_id, deadline)
      VALUES (office, uuid_of('booking'), 1, '{2026-01-13 10:00+09}', 30, 'zoom', uuid_of('terms'), '2026-01-08 00:00+09');
    -- what makes it firm, ahead of time: a booking becomes confirmed only when this is there
    INSERT INTO consents (office_id, booking_id, kind, terms_version_id, channel, given_at)
      VALUES (office, uuid_of('booking'), 'confirmation', uuid_of('terms'), 'phone', '2026-01-05 09:00+09');
    INSERT INTO terms_notices (office_id, terms_version_id, number) VALUES (office, uuid_of('terms'), 1);
    INSERT INTO allocations (office_id, id, kind, cause_id, during, starts_at, room_id)
      VALUES (office, uuid_of('allocation'), 'maintenance', uuid_of('maintenance'),
        '[2026-01-06 09:00+09, 2026-01-06 10:00+09)', '2026-01-06 09:00+09', uuid_of('room'));
    INSERT INTO room_reservations (office_id, id, room_id, purpose, starts_at, ends_at)
      VALUES (office, uuid_of('reservation'), uuid_of('room'), '会議', '2026-01-09 16:00+09', '2026-01-09 17:00+09');
    INSERT INTO absences (office_id, id, counselor_id, starts_at, ends_at, reason)
      VALUES (office, uuid_of('absence'), uuid_of('counselor 2'), '2026-01-08 08:30+09', '2026-01-09 17:15+09', '研修');
    INSERT INTO maintenances (office_id, id, room_id, starts_at, ends_at, reason)
      VALUES (office, uuid_of('maintenance'), uuid_of('room'), '2026-01-06 09:00+09', '2026-01-06 10:00+09', '空調');
    INSERT INTO booking_events (office_id, booking_id, version, kind, to_status, occurred_at)
      VALUES (office, uuid_of('booking'), 1, 'received', 'received', '2026-01-05 09:00+09');
    INSERT INTO contacts (office_id, id, booking_id, channel, note, received_at)
      VALUES (office, uuid_of('contact'), uuid_of('booking'), 'phone', '遅れます', '2026-01-05 08:50+09');
    INSERT INTO incidents (office_id, id, code, vendor, starts_at, ends_at, note)
      VALUES (office, uuid_of('incident'), 'vendor_outage', 'zoom', '2026-01-02 09:00+09', '2026-01-02 12:00+09', '接続障害');
    INSERT INTO refusals (office_id, id, seeker_id, booking_id, ground, reason, starts_at, ends_at)
      VALUES (office, uuid_of('refusal'), uuid_of('seeker'), uuid_of('booking'), 'silence', '連絡のない欠席',
        '2026-02-01 00:00+09', '2026-05-01 00:00+09');
    INSERT INTO tasks (office_id, id, kind, booking_id) VALUES (office, uuid_of('task'), 'name_differs', uuid_of('booking'));
    INSERT INTO messages (office_id, id, booking_id, booking_version, kind, facts, due_at, next_attempt_at)
      VALUES (office, uuid_of('message'), uuid_of('booking'), 1, 'declined',
        '{"office_name": "東の所", "office_phone": "03-0000-0001", "person": "求 一子"}', app_now(), app_now());
    INSERT INTO licence_credentials (office_id, id, licence_id, key_id, box)
      VALUES (office, uuid_of('credentials'), uuid_of('licence'), 'k1', decode(repeat('5a', 40), 'hex'));
    INSERT INTO meeting_pool (office_id, id, licence_id, digest, key_id, box)
      VALUES (office, uuid_of('pooled'), uuid_of('licence 2'), sha256('pooled'), 'k1', decode(repeat('5b', 40), 'hex'));
    INSERT INTO meetings (office_id, booking_id, number, licence_id, place, key_id, box)
      VALUES (office, uuid_of('booking'), 1, uuid_of('licence'), uuid_of('credentials'), 'k1',
        decode(repeat('5a', 40), 'hex'));
    INSERT INTO message_templates (office_id, id, kind, language, version, text)
      VALUES (office, uuid_of('template'), 'lapsed', 'ja', 1, '失効のお知らせ');
    INSERT INTO webhooks (office_id, id, url, key_id, box)
      VALUES (office, uuid_of('webhook'), 'https://gateway.example/messages', 'key', sha256('a') || sha256('b'));
    INSERT INTO usage_events (office_id, id, date, hour, purpose, access, booking_id, device_key, device_digest)
      VALUES (office, uuid_of('usage'), '2026-01-05', 8, 'operation', 'offer', uuid_of('booking'), 'k1', sha256('device'));
    INSERT INTO usage_devices (office_id, id, date, device_key, device_digest, sealed_by, box)
      VALUES (office, uuid_of('device'), '2026-01-05', 'k1', sha256('device'), 'k1', sha512('sealed'));
    INSERT INTO disclosures (office_id, id, kind, legal_basis, requester, seeker_id, requested_at, due_at)
      VALUES (office, uuid_of('disclosure'), 'person_request', '個人情報保護法第76条', '求 二郎', uuid_of('seeker 2'),
        '2026-01-05 09:00+09', '2026-02-05 00:00+09');
    INSERT INTO disclosure_exports (office_id, id, disclosure_id, sha256)
      VALUES (office, uuid_of('export'), uuid_of('disclosure'), sha256('export'));
    INSERT INTO retention_runs (office_id, id, until, digest) VALUES (office, uuid_of('run'), '{}', sha256(''));
    INSERT INTO idempotency (office_id, token_id, key_digest, fingerprint, answer, expires_at)
      VALUES (office, uuid_of('token'), sha256('key'), sha256('request'), '\x00', '2026-01-06 09:00+09');
    INSERT INTO audit_entries (office_id, id, role, purpose, operation, kind, booking_ids, outcome)
      VALUES (office, uuid_of('entry'), 'counselor', 'counseling', 'getBooking', 'read', ARRAY[uuid_of('booking')], 'done');
    INSERT INTO audit_seals (
        office_id, number, form, from_writer, to_writer, row_count, first_at, last_at, prev_hash, hash)
      VALUES (office, 1, 1, 0, 1, 1, '2026-01-04 09:00+09', '2026-01-04 09:00+09', sha256(''), sha256('1'));
    INSERT INTO audit_checkpoints (office_id, number, to_writer, hash, dropped_rows)
      VALUES (office, 1, 1, sha256('1'), 1);
  END LOOP;
END
$$;

-- nobody has entered when a file begins
RESET app.office_id;
RESET app.now;
RESET app.actor;
RESET ROLE;
