import Foundation
import Stage
import Testing

@testable import Messaging

@Suite(.timeLimit(.minutes(1))) struct WebhookTests {
  private static let secret = Array("mdgwh_a-secret-of-both-sides".utf8)

  private func target(_ url: String) throws -> WebhookTarget {
    try WebhookTarget(url: url, secret: Self.secret, allowsPlain: true)
  }

  /// Posts to a receiver that answers so; returns the failure and what arrived.
  private func post(
    answering reply: Receiver.Reply, timeout: Duration = .seconds(10)
  ) async throws -> (failure: DeliveryFailure?, requests: [Receiver.Request]) {
    let requests = Notes<Receiver.Request>()
    let failure = try await Receiver.with { request in
      requests.add(request)
      return reply
    } _: { port in
      let sender = WebhookSender(allowsPrivate: true, resolver: Resolver(), timeout: timeout)
      let target = try self.target("http://127.0.0.1:\(port)/messages")
      let outcome = await self.failure(of: sender, target)
      await sender.close()
      return outcome
    }
    return (failure, requests.all)
  }

  private func failure(
    of sender: WebhookSender, _ target: WebhookTarget, _ message: OutgoingMessage? = nil, attempt: Int = 1
  ) async -> DeliveryFailure? {
    do throws(DeliveryFailure) {
      let letter: OutgoingMessage
      do { letter = try message ?? .letter() } catch { throw .factMissing }
      try await sender.post(letter, to: target, attempt: attempt)
      return nil
    } catch {
      return error
    }
  }

  private func expect(
    _ expected: DeliveryFailure?, from sender: WebhookSender, at url: String, attempt: Int = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let outcome = await self.failure(of: sender, try target(url), attempt: attempt)
    #expect(outcome == expected, sourceLocation: sourceLocation)
  }

  @Test func `a message arrives signed, under its id`() async throws {
    let requests = Notes<Receiver.Request>()
    let letter = try OutgoingMessage.letter()
    try await Receiver.with { request in
      requests.add(request)
      return Receiver.Reply(204)
    } _: { port in
      let sender = WebhookSender(allowsPrivate: true)
      let target = try self.target("http://127.0.0.1:\(port)/messages")
      for attempt in 1...2 { #expect(await self.failure(of: sender, target, letter, attempt: attempt) == nil) }
      await sender.close()
    }
    #expect(requests.all.count == 2)
    for request in requests.all {
      #expect(request.path == "/messages" && request.body == letter.body)
      #expect(request[header: "Madoguchi-Message-Id"] == letter.id.description)
      #expect(request[header: "Content-Type"] == "application/json")
      #expect(throws: Never.self) {
        try WebhookSignature.verify(
          request.body, signature: request[header: "Madoguchi-Signature"],
          timestamp: request[header: "Madoguchi-Timestamp"], secret: Self.secret,
          now: Int64(Date().timeIntervalSince1970))
      }
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let json = try decoder.decode(Letter.self, from: Data(letter.body))
    #expect(json.id == letter.id.description && json.office == "2804" && json.kind == "lapsed")
    #expect(json.createdAt == "2026-09-16T09:00:00+09:00")
    #expect(json.texts["ja"]?.title == "失効" && json.texts["en"]?.body == "text\n")
  }

  private struct Letter: Decodable {
    struct Text: Decodable {
      let title: String
      let body: String
    }
    let id: String
    let kind: String
    let office: String
    let createdAt: String
    let texts: [String: Text]
  }

  @Test(arguments: [(400, DeliveryFailure.clientError), (404, .clientError), (500, .serverError), (503, .serverError)])
  func `an answer that is no success is a failure`(_ status: Int, _ expected: DeliveryFailure) async throws {
    let (failure, requests) = try await post(answering: .init(status))
    #expect(failure == expected && requests.count == 1)
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func `a redirect is not followed`(_ status: Int) async throws {
    let (failure, requests) = try await post(answering: .init(status, location: "/elsewhere"))
    #expect(failure == .redirected)
    #expect(requests.map(\.path) == ["/messages"])
  }

  @Test func `a target that hangs is left alone in time`() async throws {
    let start = ContinuousClock.now
    let failure = try await Receiver.with { _ in
      try await Task.sleep(for: .seconds(600))
      return Receiver.Reply(200)
    } _: { port in
      let sender = WebhookSender(allowsPrivate: true, resolver: Resolver(), timeout: .milliseconds(300))
      let target = try self.target("http://127.0.0.1:\(port)/messages")
      let outcome = await self.failure(of: sender, target)
      await sender.close()
      return outcome
    }
    #expect(failure == .timeout)
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test(arguments: [Receiver.Reply.Body.withheld, .endless])
  func `a target that never finishes its answer is left alone in time`(_ body: Receiver.Reply.Body) async throws {
    let start = ContinuousClock.now
    let (failure, requests) = try await post(answering: .init(200, body: body), timeout: .milliseconds(300))
    #expect(failure == .timeout && requests.count == 1)
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func `a name server that hangs is left alone in time`() async throws {
    let resolver = Resolver { _ in
      Thread.sleep(forTimeInterval: 5)
      return []
    }
    let sender = WebhookSender(allowsPrivate: false, resolver: resolver, timeout: .milliseconds(200))
    let start = ContinuousClock.now
    try await expect(.timeout, from: sender, at: "https://gateway.example/")
    #expect(ContinuousClock.now - start < .seconds(4))
  }

  @Test func `nobody there, and no such name`() async throws {
    let port = try FreePort.find()
    let sender = WebhookSender(allowsPrivate: true, resolver: Resolver { _ in [] }, timeout: .seconds(5))
    try await expect(.connectionFailed, from: sender, at: "http://127.0.0.1:\(port)/messages")
    try await expect(.unresolved, from: sender, at: "http://gateway.example:\(port)/")
    await sender.close()
  }
}

extension WebhookTests {
  @Test(arguments: ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "2130706433", "127.1"])
  func `a private address is refused before anybody connects`(_ host: String) async throws {
    let requests = Notes<Receiver.Request>()
    try await Receiver.with { request in
      requests.add(request)
      return Receiver.Reply(200)
    } _: { port in
      let sender = WebhookSender()
      try await expect(.addressRefused, from: sender, at: "http://\(host):\(port)/messages")
      await sender.close()
    }
    #expect(requests.all.isEmpty)
  }

  @Test func `one private address among a name's is enough to refuse it`() async throws {
    let addresses = ["8.8.8.8", "10.0.0.1"].compactMap(IPAddress.init)
    let sender = WebhookSender(allowsPrivate: false, resolver: Resolver { _ in addresses }, timeout: .seconds(5))
    for attempt in 1...2 {
      try await expect(.addressRefused, from: sender, at: "https://gateway.example/", attempt: attempt)
    }
  }

  @Test func `the connection goes to the address that was looked at`() async throws {
    let lookups = Notes<String>()
    let resolver = Resolver { host in
      lookups.add(host)
      return [IPAddress("127.0.0.1")].compactMap { $0 }
    }
    try await Receiver.with { _ in
      Receiver.Reply(200)
    } _: { port in
      let sender = WebhookSender(allowsPrivate: true, resolver: resolver, timeout: .seconds(5))
      // no name server knows it: who asked one again would find nothing
      try await expect(nil, from: sender, at: "http://gateway.invalid:\(port)/messages")
      try await expect(nil, from: sender, at: "http://gateway.invalid:\(port)/messages")
      await sender.close()
    }
    #expect(lookups.all == ["gateway.invalid"])
  }

  @Test(arguments: [
    "http://gateway.example/", "ftp://gateway.example/", "gateway.example", "https://", "https:///path", "",
    "https://user@gateway.example/", "https://user:word@gateway.example/", "https://gateway.example/#part",
    "https://gate%77ay.example/", "https://窓口.example/", "https://gate way.example/", "http+unix://x/",
  ])
  func `what is no address for messages is refused`(_ url: String) {
    #expect(throws: DeliveryFailure.urlRefused) { try WebhookTarget(url: url, secret: Self.secret) }
  }

  @Test func `https is an address, and http where it is allowed`() throws {
    #expect(try WebhookTarget(url: "https://gateway.example:8443/a?b=c", secret: Self.secret).host == "gateway.example")
    #expect(try WebhookTarget(url: "https://[2606:4700::1111]/", secret: Self.secret).host == "2606:4700::1111")
    #expect(try target("http://127.0.0.1:1/").host == "127.0.0.1")
    #expect(throws: DeliveryFailure.urlRefused) { try WebhookTarget(url: "https://gateway.example/", secret: []) }
  }
}
