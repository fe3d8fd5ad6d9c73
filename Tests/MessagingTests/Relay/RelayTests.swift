import Foundation
import NIOConcurrencyHelpers
import OfficeStore
import Scheduling
import ServiceLifecycle
import Stage
import TestDatabase
import Testing

@testable import Messaging

@Suite(.timeLimit(.minutes(2))) struct RelayTests {
  private struct Letter: Decodable {
    let id: String
    let booking: String
  }

  private static func read(_ body: [UInt8]) -> Letter? { try? JSONDecoder().decode(Letter.self, from: Data(body)) }

  @Test func `two relays and a receiver that fails one call in three: each message once, in order of its booking`()
    async throws
  {
    let database = try await TestDatabase.make()
    var bookings: [(BookingID, Office)] = []
    for office in [database.nishinomiya, database.kobe] {
      for _ in 1...6 {
        let booking = try await office.receive().id
        try await database.queue(2..<8, about: booking, in: office.office)
        bookings.append((booking, office.office))
      }
    }
    let calls = Notes<Void>()
    let received = Notes<Letter>()
    let secret = Array("a secret of both sides".utf8)
    try await Receiver.with { request in
      guard calls.add(()) % 3 != 0 else { return Receiver.Reply(500) }
      guard let letter = Self.read(request.body), letter.id == request[header: WebhookSignature.Header.messageID] else {
        return Receiver.Reply(400)
      }
      received.add(letter)
      return Receiver.Reply(200)
    } _: { port in
      let sender = WebhookSender(allowsPrivate: true)
      let target = try WebhookTarget(url: "http://127.0.0.1:\(port)/messages", secret: secret, allowsPlain: true)
      let channel = WebhookChannel(to: target, sender: sender)
      let routes = Channels(["2804": channel, "2801": channel])
      let relays = [1, 2].map { _ in database.makeRelay(routes) { $0.retries.attempts = 100 } }
      try await working(relays) {
        try await expectEventually { try await database.count(.delivered) == 72 }
      }
      await sender.close()
    }
    #expect(received.all.count == 72 && Set(received.all.map(\.id)).count == 72)
    for (booking, _) in bookings {
      let order = received.all.filter { $0.booking == booking.description }.map(\.id)
      #expect(try await order == database.order(of: booking))
    }
  }

  @Test func `an office whose target hangs keeps only itself waiting`() async throws {
    let database = try await TestDatabase.make()
    for office in [database.nishinomiya, database.kobe] {
      for _ in 1...20 { try await database.queue(2..<3, about: office.receive().id, in: office.office) }
    }
    let (release, released) = AsyncStream.makeStream(of: Void.self)
    let gate = Task { for await _ in release {} }
    let metrics = RelayMetrics()
    // 2801 is asked first: who waited for it would not come to the other one
    let routes = Channels([
      "2801": Channel { _, _ in await gate.value }, "2804": Channel { _, _ in },
    ])
    try await working([database.makeRelay(routes, metrics: metrics)]) {
      try await expectEventually { try await database.count(.delivered) == 20 }
      try await expectEventually { metrics.snapshot.inFlight == RelaySettings().atATime }
      released.finish()
      try await expectEventually { try await database.count(.delivered) == 40 }
    }
    #expect(metrics.snapshot.delivered == 40 && metrics.snapshot.inFlight == 0)
  }

  @Test func `a message that always fails is given up, and a task says so`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    let booking = try await office.receive().id
    try await database.queue(2..<4, about: booking, in: office.office)
    let attempts = Notes<Int>()
    let metrics = RelayMetrics()
    let routes = Channels([
      "2804": Channel { message, attempt throws(DeliveryFailure) in
        if try await database.isFirst(message, of: booking) {
          attempts.add(attempt)
          throw .serverError
        }
      }
    ])
    try await working([database.makeRelay(routes, metrics: metrics) { $0.retries.attempts = 4 }]) {
      try await expectEventually { try await database.count(.delivered) == 1 }
    }
    #expect(attempts.all == [1, 2, 3, 4])
    let dead = try await database.check("SELECT failure_code FROM messages WHERE status = 'dead'")
    #expect(try dead.map { try $0.decode(0, as: String.self) } == ["http_5xx"])
    let tasks = try await database.check("SELECT kind FROM tasks WHERE booking_id = $1", booking)
    #expect(try tasks.map { try $0.decode(0, as: String.self) } == ["message_dead"])
    #expect(metrics.snapshot.failed == ["http_5xx": 4] && metrics.snapshot.dead == 1)
  }

  @Test func `a target that is down is asked less and less`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    for _ in 1...30 { try await database.queue(2..<3, about: office.receive().id, in: office.office) }
    // one after another: as many rounds as messages
    try await database.queue(2..<22, about: database.kobe.receive().id, in: database.kobe.office)
    let calls = Notes<Void>()
    let routes = Channels([
      "2804": Channel { _, _ throws(DeliveryFailure) in
        calls.add(())
        throw .timeout
      },
      "2801": Channel { _, _ in _ = try? await eventually { calls.all.count >= RelaySettings().atATime } },
    ])
    let relay = database.makeRelay(routes) { $0.retries.attempts = 100 }
    try await working([relay]) {
      try await expectEventually { try await database.count(.delivered) == 20 }
    }
    #expect(calls.all.count == RelaySettings().atATime)
  }

  @Test func `who has no way out keeps its messages`() async throws {
    let database = try await TestDatabase.make()
    try await database.queue(2..<3, about: database.nishinomiya.receive().id, in: database.nishinomiya.office)
    try await database.queue(2..<3, about: database.kobe.receive().id, in: database.kobe.office)
    try await working([database.makeRelay(Channels(["2801": Channel { _, _ in }]))]) {
      try await expectEventually { try await database.count(.delivered) == 1 }
    }
    let waiting = try await database.check("SELECT attempts FROM messages WHERE status = 'pending'")
    #expect(try waiting.map { try $0.decode(0, as: Int.self) } == [0])
  }

  @Test func `a relay that stops finishes what is in the air and takes nothing more`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    for _ in 1...3 { try await database.queue(2..<3, about: office.receive().id, in: office.office) }
    let started = Notes<Void>()
    let routes = Channels([
      "2804": Channel { _, _ in
        started.add(())
        // lasts until the relay was asked to stop
        while !Task.isShuttingDownGracefully { try? await Task.sleep(for: .milliseconds(1)) }
      }
    ])
    try await working([database.makeRelay(routes) { $0.atATime = 2 }]) {
      try await expectEventually { started.all.count == 2 }
    }
    #expect(try await database.count(.delivered) == 2)
    #expect(try await database.count(.pending) == 1)
    #expect(started.all.count == 2)
  }
}

extension TestDatabase {
  /// Whether a message is the first of its booking.
  fileprivate func isFirst(_ message: OutgoingMessage, of booking: BookingID) async throws(DeliveryFailure) -> Bool {
    do {
      return try await order(of: booking).first == message.id.description
    } catch {
      throw .databaseUnavailable
    }
  }
}
