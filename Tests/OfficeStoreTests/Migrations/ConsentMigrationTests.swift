import OfficeStore
import Postgres
import Testing

/// What a deployment of before becomes: firm bookings whose consents nobody had written down.
struct ConsentMigrationTests {
  @Test func `firm bookings of before get the consents that their offers and parents say`() async throws {
    let deployment = try await EarlierDeployment(before: "0020", with: Self.before)
    try await deployment.upgrade()
    for office in [9001, 9002] {
      let found = try await deployment.ask(
        office,
        Statement(
          """
          SELECT b.outcome || ' ' || c.kind || ' ' || t.title || ' ' || c.channel || coalesce(' ' || c.vendor, '')
            || CASE WHEN c.given_at = c.recorded_at THEN '' ELSE ' late' END
          FROM consents c JOIN bookings b ON b.office_id = c.office_id AND b.id = c.booking_id
            JOIN terms_versions t ON t.id = c.terms_version_id
          ORDER BY 1
          """),
        Statement("SELECT number, finished_at IS NOT NULL FROM terms_notices ORDER BY number"))
      #expect(
        try found[0].map { try $0.decode(0, as: String.self) } == [
          "child carried_over 古い規約 session", "child vendor_terms 古い規約 session zoom",
          "grandchild carried_over 古い規約 session", "grandchild vendor_terms 古い規約 session zoom",
          "left application 古い規約 phone", "left confirmation 古い規約 counter late",
          "left vendor_terms 古い規約 counter zoom late", "new application 新しい規約 my_page",
          "parent application 古い規約 phone", "parent confirmation 古い規約 counter late",
          "parent vendor_terms 古い規約 counter zoom late",
        ])
      #expect(try found[1].map { try $0.decode(0, as: Int.self) } == [1, 2])
      #expect(try found[1].allSatisfy { try $0.decode(1, as: Bool.self) })
    }
  }

  /// Two offices with the same ids: an application, a held session with its follow-up and that one's, and one cancelled.
  private static let before = """
    BEGIN;
    INSERT INTO offices (id, code, bureau_code, name, phone, time_zone, vendors) VALUES
      (9001, '9001', '13', '東の所', '03-0000-0001', 'Asia/Tokyo', '{zoom}'),
      (9002, '9002', '13', '西の所', '03-0000-0002', 'Asia/Tokyo', '{zoom}');
    INSERT INTO terms_versions (id, issuer_kind, issuer_code, body, sha256, ground, announced_at, effective_from)
      SELECT md5(title)::uuid, 'bureau', '13', E'\\n ' || title || E' \\n第1条', sha256(convert_to(E'\\n ' || title || E' \\n第1条', 'UTF8')),
        'benefit', since::timestamptz, since::timestamptz
      FROM (VALUES ('古い規約', '2026-01-01 00:00+09'), ('新しい規約', '2026-01-08 00:00+09')) AS t (title, since);
    ALTER TABLE bookings DISABLE TRIGGER bookings_guard;
    DO $$
    DECLARE
      office integer;
    BEGIN
      FOREACH office IN ARRAY ARRAY[9001, 9002] LOOP
        PERFORM enter(office, '2026-01-09 09:00+09', 'test');
        INSERT INTO services (office_id, id, code, name_ja, name_en, minutes)
          VALUES (office, md5('s')::uuid, 'consultation', '職業相談', 'Career counseling', 30);
        INSERT INTO counselors (office_id, id, name) VALUES (office, md5('c')::uuid, '佐藤');
        INSERT INTO rooms (office_id, id, name) VALUES (office, md5('r')::uuid, '個室1');
        INSERT INTO licences (office_id, id, vendor, name) VALUES (office, md5('l')::uuid, 'zoom', 'Zoom 1');
        INSERT INTO seekers (office_id, id, name, kana, registration_kind, my_page)
          VALUES (office, md5('seeker')::uuid, '求 一子', 'モトメ イチコ', 'full', true);
        INSERT INTO bookings (
            office_id, id, version, status, origin, parent_booking_id, service_code, channel, terms_acknowledged, created_at,
            seeker_id, seeker_name, seeker_kana, registration_kind, my_page, declares_device, declares_camera, declares_app,
            minutes, wishes, offer_number, confirmed_at, starts_at, ends_at, counselor_id, room_id, licence_id, started_at,
            cancel_class, outcome)
          SELECT office, md5(name)::uuid, 3, status, CASE WHEN parent IS NULL THEN 'application' ELSE 'in_session' END,
            md5(parent)::uuid, 'consultation', channel, true, since::timestamptz, md5('seeker')::uuid, '求 一子',
            'モトメ イチコ', 'full', true, true, true, true, 30, '{2026-01-13 10:00+09}',
            CASE WHEN parent IS NULL AND status <> 'received' THEN 1 END,
            CASE WHEN status <> 'received' THEN since::timestamptz + interval '1 hour' END,
            CASE WHEN status <> 'received' THEN timestamptz '2026-01-13 10:00+09' END,
            CASE WHEN status <> 'received' THEN timestamptz '2026-01-13 10:30+09' END,
            md5('c')::uuid, md5('r')::uuid, md5('l')::uuid, '2026-01-13 10:00+09',
            CASE status WHEN 'cancelled_by_user' THEN 'same_day' END, name
          FROM (VALUES ('new', NULL, 'received', 'my_page', '2026-01-08 09:00+09'),
            ('parent', NULL, 'held', 'phone', '2026-01-05 09:00+09'),
            ('child', 'parent', 'held', 'session', '2026-01-06 09:00+09'),
            ('grandchild', 'child', 'held', 'session', '2026-01-08 09:00+09'),
            ('left', NULL, 'cancelled_by_user', 'phone', '2026-01-05 09:00+09'))
            AS t (name, parent, status, channel, since);
        INSERT INTO offers (office_id, booking_id, number, starts, minutes, vendor, terms_version_id, deadline)
          SELECT office, md5(name)::uuid, 1, '{2026-01-13 10:00+09}', 30, 'zoom', md5('古い規約')::uuid, '2026-01-12 00:00+09'
          FROM unnest(ARRAY['parent', 'left']) AS name;
        INSERT INTO booking_events (office_id, booking_id, version, kind, to_status, occurred_at, channel)
          SELECT office, md5(name)::uuid, 3, 'confirmed', 'confirmed', '2026-01-05 10:00+09', 'counter'
          FROM unnest(ARRAY['parent', 'left']) AS name;
      END LOOP;
    END
    $$;
    ALTER TABLE bookings ENABLE TRIGGER bookings_guard;
    COMMIT;
    """

  @Test func `a firm booking that nothing speaks for stops the migration`() async throws {
    let deployment = try await EarlierDeployment(before: "0020", with: Self.before)
    try await deployment.execute(
      "BEGIN; SELECT enter(9002, '2026-01-09 09:00+09', 'test'); DELETE FROM offers; COMMIT;")
    await #expect(throws: Migrator.Failure.self) { try await deployment.upgrade() }
  }
}
