import Foundation
import NIOConcurrencyHelpers
import OfficeStore
import Scheduling
import TestDatabase
import Testing

@testable import Messaging

/// A target that is down for long: what waits for it lives, and goes when it is back.
@Suite(.timeLimit(.minutes(2))) struct OutageTests {
  /// A target that fails until it is told to answer.
  private final class Target: Sendable {
    let calls = Notes<String>()
    private let answers = NIOLockedValueBox(false)

    func answer() { answers.withLockedValue { $0 = true } }

    var channel: Channel {
      Channel { message, _ throws(DeliveryFailure) in
        self.calls.add(message.id.description)
        guard self.answers.withLockedValue({ $0 }) else { throw .connectionFailed }
      }
    }
  }

  @Test func `a target that is back gets at once what waited for it`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    for _ in 1...9 { try await database.queue(2..<3, about: office.receive().id, in: office.office) }
    let target = Target()
    let relay = database.makeRelay(Channels(["2804": target.channel])) {
      $0.atATime = 1
      $0.wakingAtATime = 2
      // hours: whoever waits for an attempt of its own comes too late for this test
      $0.retries.base = .seconds(40_000)
      $0.retries.longest = .seconds(40_000)
    }
    try await working([relay]) {
      try await expectEventually { target.calls.all.count >= Circuit.patience }
      target.answer()
      try await expectEventually { try await database.count(.delivered) == 9 }
    }
  }

  @Test func `a relay that starts anew brings forward what an outage made wait`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    for _ in 1...3 { try await database.queue(2..<3, about: office.receive().id, in: office.office) }
    _ = try await database.check(
      """
      UPDATE messages SET failure_code = 'timeout', attempts = 3, next_attempt_at = next_attempt_at + interval '9 hours'
      WHERE id <> (SELECT max(id::text)::uuid FROM messages)
      """)
    try await working([database.makeRelay(Channels(["2804": Channel { _, _ in }]))]) {
      try await expectEventually { try await database.count(.delivered) == 3 }
    }
  }

  @Test func `to try a target that is down costs no message an attempt`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    try await database.queue(2..<3, about: office.receive().id, in: office.office)
    let target = Target()
    let relay = database.makeRelay(Channels(["2804": target.channel])) {
      $0.retries.attempts = Circuit.patience + 1
    }
    try await working([relay]) {
      // beyond what it takes to leave the target alone, each is a probe
      try await expectEventually { target.calls.all.count >= Circuit.patience + 2 }
    }
    let row = try #require(try await database.check("SELECT status, attempts FROM messages").first)
    #expect(try row.decode(0, as: String.self) == "pending")
    #expect(try row.decode(1, as: Int.self) == Circuit.patience)
  }

  @Test func `a message that no target takes does not keep one shut that takes the others`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    var ids: [String] = []
    for _ in 1...8 {
      let booking = try await office.receive().id
      try await database.queue(2..<3, about: booking, in: office.office)
      ids += try await database.order(of: booking)
    }
    let poisons = Set(ids.prefix(Circuit.patience))
    let relay = database.makeRelay(
      Channels([
        "2804": Channel { message, _ throws(DeliveryFailure) in
          if poisons.contains(message.id.description) { throw .clientError }
        }
      ])
    ) {
      $0.atATime = 1
      $0.retries.base = .seconds(40_000)
      $0.retries.longest = .seconds(40_000)
    }
    try await working([relay]) {
      try await expectEventually { try await database.count(.delivered) == 2 }
    }
  }

  @Test func `what fails after three days is given up, but not what has a use-by of its own`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    let (old, useful) = (try await office.receive().id, try await office.receive().id)
    for booking in [old, useful] { try await database.queue(2..<3, about: booking, in: office.office) }
    _ = try await database.check(
      "UPDATE messages SET expires_at = due_at + interval '9 days' WHERE booking_id = $1", useful)
    try office.advance(to: .september(19, 9, 1))
    let metrics = RelayMetrics()
    let relay = database.makeRelay(
      Channels(["2804": Channel { _, _ throws(DeliveryFailure) in throw .timeout }]), metrics: metrics
    ) {
      $0.retries.base = .seconds(40_000)
      $0.retries.longest = .seconds(40_000)
    }
    try await working([relay]) {
      try await expectEventually { metrics.snapshot.failed["timeout", default: 0] >= 2 }
    }
    let dead = try await database.check("SELECT booking_id FROM messages WHERE status = 'dead'")
    #expect(try dead.map { try $0.decode(0, as: BookingID.self) } == [old])
    #expect(try await database.count(.pending) == 1)
  }

  @Test func `an office whose webhook cannot be used is counted, and its messages wait`() async throws {
    struct Shut: DeliveryRoutes {
      func channel(for office: Office) async throws(DeliveryFailure) -> (any DeliveryChannel)? {
        throw .secretUnreadable
      }
    }
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    try await database.queue(2..<3, about: office.receive().id, in: office.office)
    let metrics = RelayMetrics()
    try await working([database.makeRelay(Shut(), metrics: metrics)]) {
      try await expectEventually { metrics.snapshot.unusable["secret_unreadable", default: 0] >= 2 }
    }
    let waiting = try await database.check("SELECT attempts FROM messages WHERE status = 'pending'")
    #expect(try waiting.map { try $0.decode(0, as: Int.self) } == [0])
  }
}
