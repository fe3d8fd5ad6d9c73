import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

/// A list and the entry about it travel together, and name the same.
@Suite(.timeLimit(.minutes(2))) struct ListEntryTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make(connections: 8) }

  /// The one entry of what `body` reads in one round trip.
  private func onlyEntry(of body: () async throws -> Void) async throws -> AuditEntry {
    var entries: [AuditEntry] = []
    let trips = try await database.roundTrips.during {
      entries = try await database.entries(of: office, during: body)
    }
    #expect(trips.count == 1 && entries.count == 1)
    return try #require(entries.first)
  }

  @Test func `bookings: whoever each condition shows is named, in order, and nobody else`() async throws {
    for hour in [9, 10, 11] { _ = try await office.confirmed(.september(17, hour)) }
    let silent = try await office.offered(.september(24, 10))
    try office.advance(to: .september(19, 0))
    let queries: [(inout BookingQuery) -> Void] = [
      { _ in }, { $0.statuses = [.lapsed] }, { $0.statuses = [.noShow, .offered] }, { $0.from = .september(17, 10) },
      { $0.to = .september(17, 10) }, { $0.seeker = silent.seeker.id }, { $0.limit = 2 },
    ]
    for change in queries {
      var query = BookingQuery()
      change(&query)
      var shown: [Booking] = []
      let entry = try await onlyEntry { shown = try await office.store.bookings(query, office.caller(), office.office) }
      #expect(!shown.isEmpty && entry.bookings == shown.map(\.id))
      #expect(entry.kind == "read" && entry.outcome == "done" && entry.actor == office.caller().actor)
      let keys = try #require(database.store.keys)
      let digests = shown.compactMap(\.seeker.jobSeekerNumber).map {
        keys.digest(ofNumber: $0, in: office.office).bytes
      }
      #expect(Set(entry.personDigests) == Set(digests) && entry.personKeyID == keys.currentID)
    }
  }

  @Test func `bookings of a counselor, and the pages after the first`() async throws {
    var all: [Booking] = []
    for hour in [9, 10, 11] { all.append(try await office.confirmed(.september(17, hour))) }
    var query = BookingQuery()
    query.counselor = all[0].agreement?.counselor.id
    let entry = try await onlyEntry { _ = try await office.store.bookings(query, office.caller(), office.office) }
    #expect(entry.bookings == all.filter { $0.agreement?.counselor.id == query.counselor }.map(\.id))
    query.counselor = nil
    query.after = Arrival(at: all[0].createdAt, id: all[0].id)
    let next = try await onlyEntry { _ = try await office.store.bookings(query, office.caller(), office.office) }
    let rest = try await office.store.bookings(query, office.caller(), office.office).map(\.id)
    #expect(next.bookings == rest && rest.count == 2)
  }

  @Test func `tasks: what waits, what is closed, and the one that a list shows alone`() async throws {
    let (first, second) = (try await office.receive(), try await office.receive())
    for booking in [first, second] { try await add("電話", about: booking.id) }
    try await add("掃除", about: nil)
    var tasks: [StaffTask] = []
    func read(_ change: (inout StaffTaskQuery) -> Void) async throws -> AuditEntry {
      var query = StaffTaskQuery()
      change(&query)
      return try await onlyEntry { tasks = try await office.store.tasks(query, office.caller(), office.office) }
    }
    let all = try await read { _ in }
    #expect(Set(all.bookings) == [first.id, second.id] && all.subject == nil && tasks.count == 3)
    let one = try await read { $0.booking = first.id }
    #expect(one.bookings == [first.id] && one.subject == tasks.first?.id.uuid)
    let page = try await read { $0.limit = 1 }
    #expect(page.bookings.count == 2 && tasks.count == 2)
    let id = try #require(tasks.first?.id)
    _ = try await office.store.changeTask(id, isClosed: true, office.context()) { _ in Answer(status: 200, body: []) }
    let closed = try await read { ($0.isClosed, $0.kind) = (true, .other) }
    #expect(closed.subject == id.uuid)
  }

  @Test func `messages, for staff and for MyPage, which sees what is due`() async throws {
    let booking = try await office.offered(.september(24, 10))
    let other = try await office.offered(.september(24, 11))
    let seen = try await onlyEntry { _ = try await office.messages() }
    #expect(Set(seen.bookings) == [booking.id, other.id] && seen.subject == nil)
    // the reminder is not due yet
    let due = try await onlyEntry { () async throws in
      #expect(try await office.messages(about: booking.id, by: .gateway).count == 1)
    }
    #expect(due.bookings == [booking.id] && due.subject != nil)
    let pending = try await onlyEntry { () async throws in
      #expect(try await office.messages(about: booking.id, .pending).count == 2)
    }
    #expect(pending.bookings == [booking.id] && pending.subject == nil)
  }

  @Test func `refusals and disclosures`() async throws {
    let booking = try await office.receive()
    let refusal = try await office.refuse(booking.seeker.id, from: .september(17, 0))
    var refusals = RefusalQuery()
    (refusals.statuses, refusals.seeker) = ([.proposed], booking.seeker.id)
    let decided = try await onlyEntry { _ = try await office.store.refusals(refusals, office.caller(), office.office) }
    #expect(decided.bookings == [booking.id] && decided.subject == refusal.id.uuid)
    let disclosure = try await office.ask(for: .booking(booking.id))
    var disclosures = DisclosureQuery()
    disclosures.status = .requested
    let asked = try await onlyEntry {
      _ = try await office.store.disclosures(disclosures, office.caller(), office.office)
    }
    #expect(asked.bookings == [booking.id] && asked.subject == disclosure.id.uuid)
  }

  @Test func `an empty list names nobody`() async throws {
    _ = try await office.receive()
    var refusals = RefusalQuery()
    refusals.statuses = [.lifted]
    let entries = try await database.entries(of: office) {
      _ = try await office.list(.held)
      _ = try await office.store.tasks(StaffTaskQuery(), office.caller(), office.office)
      _ = try await office.messages()
      _ = try await office.store.refusals(refusals, office.caller(), office.office)
      _ = try await office.store.disclosures(DisclosureQuery(), office.caller(), office.office)
    }
    #expect(entries.isEmpty)
  }

  @Test func `while persons are known under two keys a list leaves an entry for each`() async throws {
    let (old, new) = (KeyRing.line(), KeyRing.line())
    func store(_ ring: String) throws -> OfficeStore {
      OfficeStore(pool: database.app, clock: database.clock, logger: .silent, keys: try KeyRing(parsing: ring))
    }
    let rings = [try store(old), try store(new + old)]
    for (store, number) in zip(rings, ["28990-1", "28990-2"]) {
      _ = try await store.receive(.complete(number: number), office.context(by: .gateway)) { _, _ in
        Answer(status: 201, body: [])
      }
    }
    _ = try await rings[1].receive(.complete(number: nil), office.context(by: .gateway)) { _, _ in
      Answer(status: 201, body: [])
    }
    let entries = try await database.entries(of: office) {
      _ = try await rings[1].bookings(BookingQuery(), office.caller(), office.office)
    }
    let keys = try #require(rings[1].keys)
    #expect(Set(entries.map(\.personKeyID)) == Set(keys.ids.map(Optional.some)))
    for entry in entries {
      // who has no number is named beside those of the current key
      #expect(entry.bookings.count == (entry.personKeyID == keys.currentID ? 2 : 1))
      let number = entry.personKeyID == keys.currentID ? "28990-2" : "28990-1"
      let known = keys.digests(ofNumber: number, in: office.office).first { $0.keyID == entry.personKeyID }
      #expect(entry.personDigests == [known?.bytes])
    }
  }

  @Test func `bookings are shown as they were found, whatever changes meanwhile`() async throws {
    var ids: [BookingID] = []
    for _ in 0..<40 { ids.append(try await office.receive().id) }
    try await list(while: { [office, ids] in for id in ids { try await office.withdraw(id) } }) { [office] caller in
      var query = BookingQuery()
      (query.statuses, query.limit) = ([.received], 200)
      let shown = try await office.store.bookings(query, caller, office.office)
      #expect(shown.allSatisfy { $0.status == .received })
      return shown.map(\.id)
    }
  }

  @Test func `an entry names whom a list of tasks shows, whatever changes meanwhile`() async throws {
    for _ in 0..<40 { try await add("電話", about: office.receive().id) }
    var query = StaffTaskQuery()
    query.limit = 200
    let tasks = try await office.store.tasks(query, office.caller(), office.office)
    let closing = { @Sendable [office] in
      for task in tasks {
        _ = try await office.store.changeTask(task.id, isClosed: true, office.context()) { _ in
          Answer(status: 200, body: [])
        }
      }
    }
    try await list(while: closing) { [office, query] caller in
      try await office.store.tasks(query, caller, office.office).compactMap(\.booking)
    }
  }

  /// Lists again and again until nothing is shown; each time the entry must name the same.
  private func list(
    while changing: @escaping @Sendable () async throws -> Void, _ read: (Caller) async throws -> [BookingID]
  ) async throws {
    let lists = try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await changing() }
      var lists: [String: Set<BookingID>] = [:]
      for number in 0..<10_000 {
        let id = String(number, radix: 16)
        let occasion = Occasion(requestID: id, operation: "listWhatChanges", purpose: .counseling)
        let shown = try await read(office.caller().acting(on: occasion))
        if shown.isEmpty { break }
        lists[id] = Set(shown)
      }
      try await group.waitForAll()
      return lists
    }
    let entries = try await database.entries(of: office).filter { $0.operation == "listWhatChanges" }
    let named = Dictionary(uniqueKeysWithValues: entries.map { ($0.requestID ?? "", Set($0.bookings)) })
    #expect(!lists.isEmpty && named == lists)
  }

  private func add(_ note: String, about booking: BookingID?) async throws {
    _ = try await office.store.addTask(note: note, about: booking, office.context()) { _ in
      Answer(status: 201, body: [])
    }
  }
}
