import OfficeStore
import Scheduling
import Stage
import TestDatabase
import Testing

@testable import Messaging

/// A relay stops, whatever its targets do.
@Suite(.timeLimit(.minutes(2))) struct RelayStopTests {
  @Test(arguments: [Receiver.Reply.Body.withheld, .endless])
  func `a target that never finishes its answer holds no relay that is to stop`(
    _ body: Receiver.Reply.Body
  ) async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    try await database.queue(2..<3, about: office.receive().id, in: office.office)
    let requests = Notes<Void>()
    try await Receiver.with { _ in
      requests.add(())
      return Receiver.Reply(200, body: body)
    } _: { port in
      let sender = WebhookSender(allowsPrivate: true, resolver: Resolver(), timeout: .milliseconds(300))
      let target = try WebhookTarget(
        url: "http://127.0.0.1:\(port)/messages", secret: Array("a secret of both sides".utf8), allowsPlain: true)
      let routes = Channels(["2804": WebhookChannel(to: target, sender: sender)])
      try await working([database.makeRelay(routes)]) {
        try await expectEventually { !requests.all.isEmpty }
      }
      await sender.close()
    }
    let row = try #require(try await database.check("SELECT status, failure_code FROM messages").first)
    #expect(try row.decode(0, as: MessageStatus.self) == .pending)
    #expect(try row.decode(1, as: String.self) == "timeout")
  }

  @Test func `what does not finish is cancelled, and comes again`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    try await database.queue(2..<3, about: office.receive().id, in: office.office)
    let started = Notes<Void>()
    let routes = Channels([
      "2804": Channel { _, _ throws(DeliveryFailure) in
        started.add(())
        do {
          try await Task.sleep(for: .seconds(600))
        } catch {
          throw .connectionFailed
        }
      }
    ])
    try await working([database.makeRelay(routes)], grace: .milliseconds(50)) {
      try await expectEventually { !started.all.isEmpty }
    }
    #expect(try await database.count(.pending) == 1)
  }
}
