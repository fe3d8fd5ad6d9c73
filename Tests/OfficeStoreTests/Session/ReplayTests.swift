import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct ReplayTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make(connections: 10) }

  @Test func `the same key and body get the same answer and no second booking`() async throws {
    let first = try await apply("k-1")
    let second = try await apply("k-1")
    #expect(!first.replayed)
    #expect(second.replayed)
    #expect(second.answer == first.answer)
    #expect(try await bookings() == 1)
  }

  @Test func `the same key with another body is refused`() async throws {
    _ = try await apply("k-1")
    await #expect(throws: DomainError.idempotencyMismatch) { try await apply("k-1", body: "another") }
    #expect(try await bookings() == 1)
  }

  @Test func `another key, another caller or another office is another request`() async throws {
    let answers = [
      try await apply("k-1"), try await apply("k-2"), try await apply("k-1", by: .counselor),
      try await apply("k-1", in: database.kobe),
    ]
    #expect(answers.allSatisfy { !$0.replayed })
    #expect(try await bookings() == 4)
  }

  @Test func `a key is forgotten after twenty-four hours by the clock`() async throws {
    _ = try await apply("k-1")
    try office.advance(to: .september(17, 8, 59))
    #expect(try await apply("k-1").replayed)
    try office.advance(to: .september(17, 9, 1))
    #expect(try await !apply("k-1").replayed)
    #expect(try await bookings() == 2)
  }

  @Test func `the sweep clears away what has expired, in every office, and nothing else`() async throws {
    _ = try await apply("k-1")
    _ = try await apply("k-1", in: database.kobe)
    try office.advance(to: .september(17, 8, 59))
    _ = try await apply("k-2")
    try await office.store.writeDownDeadlines()
    #expect(try await database.check("SELECT 1 FROM idempotency").count == 3)
    try office.advance(to: .september(17, 9, 1))
    try await office.store.writeDownDeadlines()
    #expect(try await database.check("SELECT 1 FROM idempotency").count == 1)
    #expect(try await apply("k-2").replayed)
  }

  @Test func `a refusal is not kept: the same request may succeed later`() async throws {
    let booking = try await office.ready(.september(17, 10))
    let context = office.context(replay: key("k-1", body: ""))
    await #expect(throws: DomainError.tooEarly(from: .september(17, 9, 45))) {
      try await office.store.start(booking.id, context, answer: answer)
    }
    try office.advance(to: .september(17, 9, 50))
    #expect(try await !office.store.start(booking.id, context, answer: answer).replayed)
    #expect(try await office.store.start(booking.id, context, answer: answer).replayed)
  }

  @Test func `what is kept shows neither the answer nor the client's key`() async throws {
    let reply = try await apply("職安 太郎の申込み")
    #expect(String(decoding: reply.answer.body, as: UTF8.self).contains("職安 太郎"))
    let kept = try await database.check("SELECT key_digest, fingerprint, answer FROM idempotency")
    for row in kept {
      for column in 0..<3 {
        #expect(try !row.decode(column, as: [UInt8].self).contains(Array("職安".utf8)))
      }
    }
    #expect(kept.count == 1)
  }

  @Test func `what is kept of a request cannot be guessed without its token`() async throws {
    for (role, token) in [(Role.gateway, "mdg_one"), (.counselor, "mdg_another")] {
      let key = ReplayKey(key: "k-1", method: "POST", path: "/bookings", body: Array("body".utf8), token: token)
      let application = Application.complete(wishes: [.september(25, 10)])
      _ = try await office.store.receive(application, office.context(by: role, replay: key), answer: answer)
    }
    #expect(try await database.check("SELECT DISTINCT fingerprint FROM idempotency").count == 2)
  }

  @Test func `an answer that shows a secret is not kept, not even sealed`() async throws {
    let secret = [UInt8](repeating: 0x73, count: 10_000)
    let application = Application.complete(wishes: [.september(25, 10)])
    func apply() async throws(DomainError) -> Reply {
      try await office.store.receive(application, office.context(by: .gateway, replay: key("k-1", body: "body"))) {
        _, _ in
        var answer = Answer(status: 201, headers: [(name: "Location", value: "/there")], body: secret)
        answer.insteadOfSecret = "/there"
        return answer
      }
    }
    #expect(try await apply().answer.body == secret)
    await #expect(throws: DomainError.alreadyDone(location: "/there")) { try await apply() }
    let kept = try await database.check("SELECT octet_length(answer) FROM idempotency")
    #expect(try kept.map { try $0.decode(0, as: Int.self) < 1_000 } == [true])
    #expect(try await bookings() == 1)
  }

  @Test func `the same key at the same time has one effect`() async throws {
    let office = office
    let replies = await withTaskGroup(of: Result<Reply, DomainError>.self) { group in
      for _ in 0..<8 {
        group.addTask {
          do throws(DomainError) {
            return .success(try await apply("k-1", in: office))
          } catch { return .failure(error) }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    for reply in replies {
      switch reply {
      case .success(let reply): #expect(reply.answer.status == 201)
      case .failure(let error): #expect(error == .requestInProgress(retryAfterMilliseconds: 1000))
      }
    }
    #expect(replies.count { (try? $0.get().replayed) == false } == 1)
    #expect(try await bookings() == 1)
  }

  private let answer: @Sendable (Booking, Office) -> Answer = { booking, office in
    Answer(
      status: 201, headers: [(name: "Location", value: "/v1/offices/\(office.code)/bookings/\(booking.id)")],
      body: Array("\(booking.id) \(booking.seeker.name)".utf8))
  }

  private func key(_ key: String, body: String) -> ReplayKey {
    ReplayKey(key: key, method: "POST", path: "/bookings", body: Array(body.utf8), token: "mdg_test")
  }

  private func apply(
    _ text: String, body: String = "body", by role: Role = .gateway, in other: TestOffice? = nil
  ) async throws(DomainError) -> Reply {
    let office = other ?? office
    let application = Application.complete(wishes: [.september(25, 10)])
    return try await office.store.receive(
      application, office.context(by: role, replay: key(text, body: body)), answer: answer)
  }

  private func bookings() async throws -> Int {
    try await database.check("SELECT 1 FROM bookings").count
  }
}
