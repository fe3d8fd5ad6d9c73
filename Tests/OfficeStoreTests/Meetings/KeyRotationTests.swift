import OfficeStore
import Scheduling
import Synchronization
import TestDatabase
import Testing

/// A change of keys, and what `doctor` says of keys.
struct KeyRotationTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }
  /// A newer key seals, the one that sealed everything so far still opens.
  private let both: KeyRing
  /// The newer one alone.
  private let newer: KeyRing

  init() async throws {
    database = try await TestDatabase.make()
    let line = KeyRing.line()
    both = try KeyRing(parsing: line + TestDatabase.keyLine)
    newer = try KeyRing(parsing: line)
  }

  private func store(_ keys: KeyRing?) -> OfficeStore {
    OfficeStore(pool: database.app, clock: database.clock, logger: .silent, keys: keys)
  }

  private func finding(_ keys: KeyRing?) async throws -> Finding {
    try #require(try await store(keys).examine(poolSize: 4).first { $0.subject == "keys" })
  }

  @Test func `everything is sealed anew, office by office, and opens without the old key`() async throws {
    let licence = try #require(try await office.licences().first { $0.vendor == .zoom }?.id)
    try await office.pool((1...3).map { .sample(300 + $0) }, of: licence)
    let bookings = [
      try await office.confirmed(.september(17, 9)), try await office.confirmed(.september(17, 9)),
      try await database.kobe.confirmed(.september(17, 9)),
    ]
    var before: [MeetingCredentials] = []
    for (booking, office) in zip(bookings, [office, office, database.kobe]) {
      before.append(try await office.meeting(of: booking.id))
    }
    var told: [String] = []
    let done = try await store(both).rotateKeys { office, _ in told.append(office.code.text) }
    // four licences; three in the pool, of which one was issued; three meetings
    #expect(
      done.sealed == ["licence_credentials": 4, "meeting_pool": 2, "meetings": 3, "webhooks": 0] && done.unreadable == 0
    )
    #expect(told == ["2801", "2804"])
    #expect(try await store(both).boxesByKey() == [newer.currentID: 9])
    for (index, booking) in bookings.enumerated() {
      let place = index < 2 ? office : database.kobe
      let found = try await store(newer).meeting(of: booking.id, place.caller(.gateway), place.office)
      #expect(found.credentials == before[index])
    }
    #expect(try await store(both).rotateKeys().sealed.values.allSatisfy { $0 == 0 })
  }

  @Test func `a meeting of the pool is still known after the old key is gone`() async throws {
    let licence = try #require(try await office.licences().first { $0.vendor == .zoom }?.id)
    try await office.pool([.sample(301)], of: licence)
    for keys in [both, newer] {
      await #expect(throws: DomainError.alreadyInPool) {
        _ = try await store(keys).addToPool([.sample(301)], of: licence, office.context(by: .supervisor)) { _ in
          Answer(status: 200, body: [])
        }
      }
      _ = try await store(both).rotateKeys()
    }
  }

  @Test func `more than a batch is sealed anew, and what does not open is left and counted`() async throws {
    let licence = try #require(try await office.licences().first { $0.vendor == .zoom }?.id)
    for part in 0..<3 { try await office.pool((0..<150).map { .sample(1000 + part * 150 + $0) }, of: licence) }
    _ = try await database.check(
      """
      UPDATE meeting_pool SET key_id = 'lost' WHERE id IN (SELECT id FROM meeting_pool ORDER BY id LIMIT 210)
      """)
    let done = try await store(both).rotateKeys()
    #expect(done.sealed["meeting_pool"] == 240 && done.unreadable == 210)
    #expect(try await store(both).boxesByKey()["lost"] == 210)
    await #expect(throws: DomainError.keysMissing) { _ = try await store(nil).rotateKeys() }
  }

  @Test func `the owner seals anew what identifies devices, and a demand then opens it without the old key`()
    async throws
  {
    let booking = try await office.receive()
    try await office.recordUse(
      office.use(.offer, of: booking.id, device: "端末-1"), office.use(.terms, of: booking.id, device: "端末-2"))
    try await database.kobe.recordUse(database.kobe.use(device: "端末-3"))
    let old = try #require(TestDatabase.keys?.currentID)
    _ = try await store(both).rotateKeys()
    #expect(try await store(both).boxesByKey()[old] == 3, "the service cannot read them")
    let owner = Administration(owner: database.owner, clock: database.clock)
    let done = try await owner.rotateDeviceKeys(to: both)
    #expect(done.sealed == ["usage_devices": 3] && done.unreadable == 0)
    #expect(try await store(both).boxesByKey()[old] == nil)
    #expect(try await owner.rotateDeviceKeys(to: both).sealed == ["usage_devices": 0])

    let demand = try await office.ask(for: .booking(booking.id), .legalDemand, requester: "県警")
    try await office.take(.approve, of: demand.id)
    let opened = Mutex<[String?]>([])
    _ = try await store(newer).export(demand.id, office.context(by: .officeHead)) { document in
      opened.withLock { $0 = document.devices?.map(\.identifier) ?? [] }
      return Answer(status: 200, body: [])
    }
    #expect(Set(opened.withLock { $0 }) == ["端末-1", "端末-2"])
    let audited = try await database.check(
      "SELECT 1 FROM audit_entries WHERE actor = 'system_admin:command' AND operation = 'rotateKeys'")
    #expect(audited.count == 2)
  }

  @Test func `what identifies a device and does not open is left and counted`() async throws {
    try await office.recordUse(office.use(device: "端末-1"), office.use(device: "端末-2"))
    // a box that was moved to another day
    _ = try await database.check(
      "UPDATE usage_devices SET date = date - 1 WHERE id = (SELECT id FROM usage_devices LIMIT 1)")
    let done = try await Administration(owner: database.owner, clock: database.clock).rotateDeviceKeys(to: both)
    #expect(done.sealed == ["usage_devices": 1] && done.unreadable == 1)
  }

  @Test func `what nothing needs, what something needs and what is missing is told apart`() async throws {
    let (mine, theirs) = (newer.currentID, try #require(TestDatabase.keys?.currentID))
    let needed = try await finding(both)
    #expect(needed.verdict == .ok && needed.text == "\(mine) seals; still needed: \(theirs)")
    let lost = try await finding(newer)
    #expect(lost.verdict == .wrong && lost.text == "not in the ring: \(theirs) (4)")
    #expect(try await finding(nil).verdict == .wrong)
    _ = try await store(both).rotateKeys()
    let free = try await finding(both)
    #expect(free.verdict == .ok && free.text == "\(mine) seals; not needed any more: \(theirs)")
    #expect(try await finding(newer).text == "\(mine) seals")
    _ = try await database.check("DELETE FROM licence_credentials")
    #expect(try await finding(nil).verdict == .warning)
  }

  @Test func `nothing that is issued meanwhile keeps the old key`() async throws {
    let offered = [
      try await office.offered(.september(17, 9)), try await office.offered(.september(17, 10)),
      try await office.offered(.september(17, 11)),
    ]
    let (office, rotating) = (office, store(both))
    async let rotated = rotating.rotateKeys()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (booking, hour) in zip(offered, [9, 10, 11]) {
        group.addTask { try await office.confirm(booking.id, .september(17, hour)) }
      }
      try await group.waitForAll()
    }
    _ = try await rotated
    #expect(try await rotating.boxesByKey() == [newer.currentID: 7])
  }
}
