import Postgres
import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

/// How batches are closed: over transactions, once, in one chain.
struct AuditSealTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make(connections: 12) }

  @Test func `batches follow each other, and every entry is in one`() async throws {
    let first = try await database.seal(office)
    for _ in 0..<3 { _ = try await office.receive() }
    let second = try await database.seal(office)
    let seals = first + second
    #expect(seals.map(\.number) == Array(1...Int64(seals.count)) && seals.count >= 2)
    #expect(seals[0].previousHash == [UInt8](repeating: 0, count: 32))
    for (before, after) in zip(seals, seals.dropFirst()) {
      #expect(after.previousHash == before.hash && after.fromWriter == before.toWriter)
    }
    let count = try await database.check(
      "SELECT count(*) FROM audit_entries WHERE office_id = $1", office.office.id
    ).first?.decode(0, as: Int.self)
    #expect(seals.map(\.entryCount).reduce(0, +) == count)
    #expect(try await database.sealer.seal(office.office) == nil)
    #expect(try await database.flaws(of: office) == [])
  }

  @Test(.timeLimit(.minutes(1)))
  func `an office without new entries is only looked at, the others are sealed`() async throws {
    func open() async throws -> [Int32] {
      try await database.store.askEveryOffice(of: database.maintenance, AuditLink.look(in:)) {
        try $0.first?.decode(0, as: Bool.self) ?? false
      }.filter { $0.answer }.map { $0.office.id }
    }
    for office in [office, database.kobe] { try await database.seal(office) }
    #expect(try await open().isEmpty)
    _ = try await office.receive()
    #expect(try await open() == [office.office.id])
    // transactions of other tests may hold the batch open for a while
    while try await !open().isEmpty {
      try await database.sealer.seal()
      await Task.yield()
    }
    #expect(try await database.flaws(of: office) == [])
  }

  @Test(.timeLimit(.minutes(1)))
  func `what commits late lands in a later batch, and is not passed over`() async throws {
    try await database.seal(office)
    try await database.app.withConnection { slow in
      let session = Session(slow, by: office.caller(), in: office.office, at: database.clock.now(), keys: nil)
      _ = try await session.run([
        Statement("BEGIN"), session.enter, session.entry(.change, about: AuditSubjects()),
      ])
      let booking = try await office.receive()
      // the slow one has the earlier number: neither it nor what came after can be closed
      #expect(try await database.sealer.seal(office.office) == nil)
      try await session.commit()
      let seals = try await database.seal(office)
      #expect(seals.map(\.entryCount).reduce(0, +) == 2)
      #expect(try await database.entries(of: office).contains { $0.bookings == [booking.id] })
    }
    #expect(try await database.flaws(of: office) == [])
  }

  @Test(.timeLimit(.minutes(1)))
  func `what came before a transaction under way is sealed without it`() async throws {
    try await database.seal(office)
    _ = try await office.receive()
    try await database.app.withConnection { slow in
      let session = Session(slow, by: office.caller(), in: office.office, at: database.clock.now(), keys: nil)
      _ = try await session.run([
        Statement("BEGIN"), session.enter, session.entry(.change, about: AuditSubjects()),
      ])
      var early: AuditSeal?
      while early == nil { early = try await database.sealer.seal(office.office) }
      #expect(early?.entryCount == 1)
      try await session.commit()
    }
    #expect(try await database.seal(office).map(\.entryCount) == [1])
    #expect(try await database.flaws(of: office) == [])
  }

  @Test func `many sealers and many writers make one chain`() async throws {
    let before = try await database.seal(office).count
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<6 {
        group.addTask { for _ in 0..<5 { _ = try await office.receive() } }
      }
      for _ in 0..<4 {
        group.addTask { for _ in 0..<20 { _ = try await database.sealer.seal(office.office) } }
      }
      try await group.waitForAll()
    }
    try await database.seal(office)
    let numbers = try await database.check(
      "SELECT number FROM audit_seals WHERE office_id = $1 ORDER BY number", office.office.id
    ).map { try $0.decode(0, as: Int.self) }
    #expect(numbers == Array(1...numbers.count) && numbers.count > before)
    let outcome = try await database.store.verifyAudit(of: office.office)
    #expect(outcome.flaws == [] && outcome.verified == numbers.count && outcome.oldestUnsealed == nil)
  }

  @Test func `while somebody else seals an office nobody waits for it`() async throws {
    _ = try await office.receive()
    try await database.maintenance.withConnection { other in
      let session = Session(
        connection: other, actor: "clock", office: office.office, now: database.clock.now())
      _ = try await session.run([
        Statement("BEGIN"), session.enter,
        Statement("SELECT pg_advisory_xact_lock(hashtextextended('audit', $1))", Int64(office.office.id)),
      ])
      #expect(try await database.sealer.seal(office.office) == nil)
      _ = try await session.run([Statement("ROLLBACK")])
    }
    #expect(try await !database.seal(office).isEmpty)
  }

  @Test func `a sealer that dies before its commit leaves nothing, and the next one goes on`() async throws {
    try await database.seal(office)
    _ = try await office.receive()
    try await database.maintenance.withConnection { dying in
      let session = Session(
        connection: dying, actor: "clock", office: office.office, now: database.clock.now())
      let opened = try await session.run([
        Statement("BEGIN"), session.enter, AuditCheckpoint.last(in: session), AuditSeal.last(in: session),
      ])
      let link = try AuditLink.last(checkpoint: opened[2], seal: opened[3])
      let entries = try await session.run([
        AuditEntry.written(from: link.toWriter, until: .max, limit: 10, in: session)
      ])[0].map(AuditEntry.init(row:))
      let last = try #require(entries.last)
      let seal = AuditSeal(of: entries, until: last.writer + 1, after: link, in: office.office, at: session.now)
      _ = try await session.run([try #require(seal).insertion(in: session)])
      // the connection goes back with its transaction open, as a dead one's would
    }
    #expect(try await database.seal(office).map(\.entryCount) == [1])
    #expect(try await database.flaws(of: office) == [])
  }

  @Test func `a batch is bounded, and never splits what one transaction wrote`() async throws {
    try await database.seal(office)
    for count in [1, 3, 1, 4] {
      try await database.app.withConnection { connection in
        let session = Session(connection, by: office.caller(), in: office.office, at: database.clock.now(), keys: nil)
        let entries = (0..<count).map { _ in session.entry(.change, about: AuditSubjects()) }
        _ = try await session.run([Statement("BEGIN"), session.enter] + entries + [Statement("COMMIT")])
      }
    }
    var sizes: [Int] = []
    while sizes.reduce(0, +) < 9 {
      if let seal = try await database.sealer.seal(office.office, atMost: 2) { sizes.append(seal.entryCount) }
    }
    #expect(sizes.allSatisfy { $0 == 1 || $0 >= 3 }, "\(sizes)")
    #expect(try await database.flaws(of: office) == [])
  }
}
