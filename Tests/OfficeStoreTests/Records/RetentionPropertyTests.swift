import OfficeStore
import Postgres
import Randomness
import Scheduling
import TestDatabase
import Testing

/// Two offices with five years of made-up work: whatever it was, a dry run counts what the run takes, no figure changes, and
/// what is blanked says nothing of anybody.
struct RetentionPropertyTests {
  /// Stands in every text that somebody wrote, and in nothing else.
  private static let mark = "秘"

  @Test(arguments: 1...3)
  func `a dry run counts what the run takes, and no figure changes`(seed: Int) async throws {
    let database = try await TestDatabase.make()
    let offices = [database.nishinomiya, database.kobe]
    var random = SplitMix64(seed: UInt64(seed))
    for halfYear in 0..<10 { try await work(at: halfYear, in: offices, &random) }
    for office in offices {
      let figures = try await figures(database)
      let texts = try await texts(database)
      let expected = try await database.retention.rehearse(in: office.office)
      #expect(try await database.retention.rehearse(in: office.office) == expected, "looking changes nothing")
      #expect(try await self.texts(database) == texts)
      let gone = try await database.retention.run(in: office.office, batch: Int.random(in: 1...7, using: &random))
      #expect(gone == expected)
      #expect(gone.tables.contains { $0.name == "bookings" && $0.rows > 0 } && gone.total > 20)
      #expect(try await self.figures(database) == figures)
      for (id, text) in try await self.texts(database) { #expect(texts[id] == text, "what is kept is as it was") }
      #expect(try await database.retention.rehearse(in: office.office).total == 0)
      #expect(try await database.retention.run(in: office.office).total == 0)
    }
    #expect(try await said(database) == 0)
  }

  /// Three days of an office's work: applications on a Wednesday, their sessions on Thursday, what is left undone.
  private func work(at halfYear: Int, in offices: [TestOffice], _ random: inout SplitMix64) async throws {
    let morning = Instant.september(16 + 182 * halfYear, 9, 30)
    let sessions = Instant.september(17 + 182 * halfYear, 9)
    try offices[0].advance(to: morning)
    var due: [(office: TestOffice, id: BookingID, start: Instant)] = []
    for office in offices {
      for place in 0..<6 {
        let start = sessions.adding(minutes: place * 30)
        let booking = try await application(in: office, at: start, &random)
        if let booking { due.append((office, booking, start)) }
      }
      try await office.recordUse(
        office.use(.signIn, device: "\(Self.mark)の端末 \(Int.random(in: 1...3, using: &random))"))
      _ = try await office.store.addTask(note: "\(Self.mark)に電話", about: nil, office.context()) { _ in
        Answer(status: 201, body: [])
      }
      try await office.enter(
        \.absences, .counselor(office.counselors()[0]), Slot(start: sessions.adding(minutes: 300), minutes: 60))
    }
    for (office, id, start) in due.sorted(by: { $0.start < $1.start }) {
      if office.store.clock.now() < start { try office.advance(to: start) }
      try await session(id, in: office, &random)
    }
    try offices[0].advance(to: sessions.adding(minutes: 24 * 60))
    try await offices[0].store.writeDownDeadlines()
  }

  /// An application, as far as it comes; its id when a session is due.
  private func application(
    in office: TestOffice, at start: Instant, _ random: inout SplitMix64
  ) async throws -> BookingID? {
    let person = Int.random(in: 1...8, using: &random)
    var application = Application.complete(number: "28990-\(77_000 + person)", wishes: [start])
    application.seeker.name = "\(Self.mark)野 \(person)"
    if Bool.random(using: &random) {
      application.companions = [Companion(role: .interpreter, language: "vi", note: "\(Self.mark)の席")]
    }
    let id = try await office.receive(application).id
    try await office.recordUse(office.use(.application, of: id, device: "\(Self.mark)の端末"))
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return nil
    case 1: try await office.withdraw(id)
    case 2: try await office.decline(id)
    case 3: try await office.offer(id, start)
    default:
      try await office.offer(id, start)
      try await office.confirm(id, start)
      if Bool.random(using: &random) { try await office.checkEnvironment(id) }
      return id
    }
    return nil
  }

  private func session(_ id: BookingID, in office: TestOffice, _ random: inout SplitMix64) async throws {
    let isChecked = try await office.read(id).environment != nil
    switch Int.random(in: 0..<5, using: &random) {
    case 0: try await office.cancel(id)
    case 1: return
    case 2: try await office.contact(id)
    case _ where isChecked:
      try await office.start(id)
      if Bool.random(using: &random) {
        try await office.complete(id, outcome: "\(Self.mark)さんに紹介")
      } else {
        try await office.terminate(id)
      }
    default: return
    }
  }

  /// Every figure by every dimension of the statistics, and how many persons.
  private func figures(_ database: TestDatabase) async throws -> [String] {
    try await database.check(
      """
      WITH described AS (
        SELECT b.office_id, b.id, b.seeker_id, b.service_code, b.channel, b.origin, b.cancel_class, b.decline_ground, b.status,
          jsonb_array_length(b.companions) > 0 AS accompanied, coalesce(l.vendor, o.vendor) AS vendor,
          EXISTS (SELECT FROM bookings p WHERE p.office_id = b.office_id AND p.seeker_id = b.seeker_id
            AND (p.created_at, p.id) < (b.created_at, b.id)) AS repeated,
          to_char(b.created_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM') AS applied,
          to_char(b.starts_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM') AS session, b.ends_at - b.starts_at AS lasted
        FROM bookings b
          LEFT JOIN licences l ON l.office_id = b.office_id AND l.id = b.licence_id
          LEFT JOIN offers o ON o.office_id = b.office_id AND o.booking_id = b.id AND o.number = b.offer_number)
      SELECT ROW(d.office_id, d.service_code, d.channel, d.origin, d.cancel_class, d.decline_ground, d.status, d.accompanied,
        d.vendor, d.repeated, d.applied, d.session, d.lasted, e.kind, e.from_status, e.to_status, e.channel,
        to_char(e.occurred_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM'), e.data, count(*), count(DISTINCT d.seeker_id))::text
      FROM described d JOIN booking_events e ON e.office_id = d.office_id AND e.booking_id = d.id
      GROUP BY d.office_id, d.service_code, d.channel, d.origin, d.cancel_class, d.decline_ground, d.status, d.accompanied,
        d.vendor, d.repeated, d.applied, d.session, d.lasted, e.kind, e.from_status, e.to_status, e.channel,
        to_char(e.occurred_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM'), e.data
      ORDER BY 1
      """
    ).map { try $0.decode(0, as: String.self) }
  }

  /// The rows that are not blanked, by what they are.
  private func texts(_ database: TestDatabase) async throws -> [String: String] {
    let rows = try await database.check(
      """
      SELECT 'booking ' || office_id || id, to_jsonb(b)::text FROM bookings b WHERE blanked_at IS NULL
      UNION ALL SELECT 'person ' || office_id || id, to_jsonb(s)::text FROM seekers s WHERE blanked_at IS NULL
      UNION ALL SELECT 'event ' || office_id || booking_id || ' ' || version, to_jsonb(e)::text FROM booking_events e
        WHERE blanked_at IS NULL
      UNION ALL SELECT 'task ' || office_id || id, to_jsonb(t)::text FROM tasks t WHERE blanked_at IS NULL
      UNION ALL SELECT 'usage ' || office_id || id, to_jsonb(u)::text FROM usage_events u
      """)
    return try Dictionary(
      uniqueKeysWithValues: rows.map { (try $0.decode(0, as: String.self), try $0.decode(1, as: String.self)) })
  }

  /// How many blanked rows still say something that somebody wrote.
  private func said(_ database: TestDatabase) async throws -> Int? {
    try await database.check(
      """
      SELECT count(*) FROM (
        SELECT to_jsonb(b)::text FROM bookings b WHERE blanked_at IS NOT NULL
        UNION ALL SELECT to_jsonb(s)::text FROM seekers s WHERE blanked_at IS NOT NULL
        UNION ALL SELECT to_jsonb(e)::text FROM booking_events e WHERE blanked_at IS NOT NULL
        UNION ALL SELECT to_jsonb(m)::text FROM messages m WHERE blanked_at IS NOT NULL
        UNION ALL SELECT to_jsonb(t)::text FROM tasks t WHERE blanked_at IS NOT NULL
        UNION ALL SELECT to_jsonb(a)::text FROM absences a WHERE blanked_at IS NOT NULL) AS blanked (text)
      WHERE text ~ '秘|枠がない|暴言|電車の遅延|研修|28990-77'
      """
    ).first?.decode(0, as: Int.self)
  }
}
