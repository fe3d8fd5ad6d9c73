import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// What a slot's end leaves undone becomes a task.
struct SlotEndTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `a contact without a session and a session without an end become tasks at the slot's end`() async throws {
    let heard = try await office.ready(.september(17, 10))
    let running = try await office.ready(.september(17, 10))
    try await database.deliverMessages()
    try office.advance(to: .september(17, 10))
    try await office.contact(heard.id)
    try await office.start(running.id)
    try office.advance(to: .september(17, 10, 29))
    #expect(try await database.store.writeDownDeadlines() == 0)
    try office.advance(to: .september(17, 10, 30))
    #expect(try await database.store.writeDownDeadlines() == 2)
    #expect(try await database.store.writeDownDeadlines() == 0)
    #expect(try await tasks() == ["not_closed \(running.id)", "not_started \(heard.id)"])
  }

  @Test func `what somebody closed is not opened again`() async throws {
    let running = try await office.ready(.september(17, 10))
    try office.advance(to: .september(17, 10))
    try await office.start(running.id)
    try office.advance(to: .september(17, 11))
    try await database.store.writeDownDeadlines()
    _ = try await database.check("UPDATE tasks SET closed_at = '2026-09-17 11:00+09', closed_by = 'test'")
    #expect(try await database.store.writeDownDeadlines() == 0)
    #expect(try await database.check("SELECT 1 FROM tasks WHERE closed_at IS NULL").isEmpty)
  }

  @Test func `a silent no-show and a held session leave nothing undone`() async throws {
    _ = try await office.confirmed(.september(17, 10))
    let held = try await office.ready(.september(17, 10))
    try await database.deliverMessages()
    try office.advance(to: .september(17, 10))
    try await office.start(held.id)
    try await office.complete(held.id)
    try office.advance(to: .september(17, 12))
    try await database.store.writeDownDeadlines()
    #expect(try await tasks().isEmpty)
  }

  @Test func `any number of machines open each task once`() async throws {
    for hour in [9, 10, 11, 13, 14, 15] {
      let id = try await office.confirmed(.september(17, hour)).id
      try await office.contact(id)
    }
    try await database.deliverMessages()
    try office.advance(to: .september(17, 17))
    let opened = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 { group.addTask { try await database.store.writeDownDeadlines() } }
      return try await group.reduce(0, +)
    }
    #expect(opened >= 6)
    #expect(try await tasks().count == 6)
  }

  private func tasks() async throws -> [String] {
    try await database.check("SELECT kind || ' ' || booking_id FROM tasks ORDER BY 1").map {
      try $0.decode(0, as: String.self).lowercased()
    }
  }
}
