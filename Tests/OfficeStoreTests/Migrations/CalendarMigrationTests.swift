import Postgres
import Testing

/// What an office has that is older than its own services and the ids of its hours.
struct CalendarMigrationTests {
  @Test func `an office of before keeps its hours and gets the services of the terms`() async throws {
    let deployment = try await EarlierDeployment(
      before: "0014",
      with: """
        INSERT INTO offices (id, code, bureau_code, name, phone, time_zone, vendors) VALUES
          (1, '2804', '28', '西', '0', 'Asia/Tokyo', '{zoom}'), (2, '2801', '28', '神', '0', 'Asia/Tokyo', '{zoom}');
        BEGIN;
        SELECT enter(1, '2026-09-16 09:00+09', 'test');
        INSERT INTO weekly_hours (office_id, weekday, opens, closes) VALUES (1, 1, 540, 720), (1, 1, 780, 960);
        SELECT enter(2, '2026-09-16 09:00+09', 'test');
        INSERT INTO weekly_hours (office_id, weekday, opens, closes) VALUES (2, 1, 540, 720);
        INSERT INTO counselors (office_id, id, name) VALUES (2, gen_random_uuid(), '佐藤');
        INSERT INTO counselor_services SELECT office_id, id, 'placement' FROM counselors;
        COMMIT;
        """)
    try await deployment.upgrade()
    for (office, windows) in [(1, 2), (2, 1)] {
      let found = try await deployment.ask(
        office, Statement("SELECT id FROM weekly_hours"), Statement("SELECT code FROM services ORDER BY code"))
      #expect(found[0].count == windows)
      #expect(
        try found[1].map { try $0.decode(0, as: String.self) } == [
          "consultation", "interview", "managed_selection", "placement",
        ])
    }
  }
}
