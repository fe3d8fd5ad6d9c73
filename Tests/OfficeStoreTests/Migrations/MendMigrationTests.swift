import Postgres
import Testing

/// What a deployment of before becomes: applications that began as declined.
struct MendMigrationTests {
  @Test func `an application that was declined at once gets its first event, and its message moves along`() async throws
  {
    let deployment = try await EarlierDeployment(before: "0026", with: Self.before)
    try await deployment.upgrade()
    for office in [9001, 9002] {
      let found = try await deployment.ask(
        office,
        Statement(
          """
          SELECT b.seeker_name || ' ' || e.version || ' ' || e.kind || ' ' || coalesce(e.from_status, '-') || ' '
            || e.channel || ' ' || e.actor || CASE WHEN e.occurred_at = '2026-01-09 09:00+09' THEN '' ELSE ' moved' END
          FROM booking_events e JOIN bookings b ON b.office_id = e.office_id AND b.id = e.booking_id
          ORDER BY b.seeker_name COLLATE "C", e.version
          """),
        Statement("SELECT seeker_name || ' ' || version FROM bookings ORDER BY version"),
        Statement("SELECT booking_version FROM messages"))
      #expect(
        try found[0].map { try $0.decode(0, as: String.self) } == [
          "受付 1 received - my_page test", "拒否 1 received - phone test", "拒否 2 declined received phone test",
        ])
      #expect(try found[1].map { try $0.decode(0, as: String.self) } == ["受付 1", "拒否 2"])
      #expect(try found[2].map { try $0.decode(0, as: Int.self) } == [2])
    }
  }

  /// Two offices with the same ids: an application that was received, and one that a refusal declined.
  private static let before = """
    BEGIN;
    INSERT INTO offices (id, code, bureau_code, name, phone, time_zone, vendors) VALUES
      (9001, '9001', '13', '東の所', '03-0000-0001', 'Asia/Tokyo', '{zoom}'),
      (9002, '9002', '13', '西の所', '03-0000-0002', 'Asia/Tokyo', '{zoom}');
    DO $$
    DECLARE
      office integer;
    BEGIN
      FOREACH office IN ARRAY ARRAY[9001, 9002] LOOP
        PERFORM enter(office, '2026-01-09 09:00+09', 'test');
        INSERT INTO services (office_id, id, code, name_ja, name_en, minutes)
          VALUES (office, md5('s')::uuid, 'consultation', '職業相談', 'Career counseling', 30);
        INSERT INTO seekers (office_id, id, name, kana, registration_kind, my_page)
          VALUES (office, md5('seeker')::uuid, '求 一子', 'モトメ イチコ', 'full', true);
        INSERT INTO bookings (
            office_id, id, status, origin, service_code, channel, terms_acknowledged, seeker_id, seeker_name, seeker_kana,
            registration_kind, my_page, declares_device, declares_camera, declares_app, minutes, wishes, decline_ground,
            ended_at)
          SELECT office, md5(name)::uuid, status, 'application', 'consultation', channel, true, md5('seeker')::uuid, name,
            'モトメ イチコ', 'full', true, true, true, true, 30, '{2026-01-13 10:00+09}',
            CASE status WHEN 'declined' THEN 'refused' END, CASE status WHEN 'declined' THEN app_now() END
          FROM (VALUES ('受付', 'received', 'my_page'), ('拒否', 'declined', 'phone')) AS t (name, status, channel);
        INSERT INTO booking_events (office_id, booking_id, version, kind, to_status, occurred_at, channel)
          SELECT office, id, 1, status, status, app_now(), channel FROM bookings;
        INSERT INTO messages (office_id, id, booking_id, booking_version, kind, facts, due_at, next_attempt_at)
          VALUES (office, md5('message')::uuid, md5('拒否')::uuid, 1, 'declined',
            '{"office_name": "東の所", "office_phone": "03-0000-0001"}', app_now(), app_now());
      END LOOP;
    END
    $$;
    COMMIT;
    """
}
