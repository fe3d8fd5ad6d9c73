import Testing

extension EndToEndTests.HTTPTests.GeneratedTests {
  /// Article 8, asked of every operation of the contract: a new one is held to it the day it appears.
  @Suite struct AuditTests {
    private var neighbours: Neighbours { get throws { try #require(Neighbours.shared) } }

    /// The entries of the request with this answer.
    private func entries(of answer: Answer, _ operation: Contract.Operation) async throws -> [JSON] {
      let neighbours = try neighbours
      let list = try #require(neighbours.contract.operations.first { $0.id == "listAudit" })
      let audit = try await neighbours.foreign.send(
        list, as: "supervisor", query: [("operation", operation.id), ("limit", "200")])
      try #require(audit.status == 200)
      let request = try #require(answer[header: "X-Request-Id"])
      return audit.json["items"].elements.filter { $0["request_id"].text == request }
    }

    @Test func `every change and every read of a person's data leaves exactly one entry, and nothing else does`()
      async throws
    {
      let neighbours = try neighbours
      let things = neighbours.foreignThings
      var (changes, reads) = (0, 0)
      for operation in neighbours.operations {
        let id = operation.isAboutOne ? try await things.newID(for: operation) : Contract.nothing
        if operation.method == "GET", !operation.isAboutOne,
          neighbours.contract.creation(of: operation.collection) != nil
        {
          // a list that shows nobody would prove nothing
          _ = try await things.newID(for: operation)
        }
        let body = operation.takesBody ? try await things.body(of: operation) : nil
        let answer = try await neighbours.foreign.send(
          operation, as: neighbours.foreign.role(for: operation), id: id, body)
        try #require((200..<300).contains(answer.status), "\(operation.id): \(answer.status) \(answer.code ?? "")")
        let entries = try await entries(of: answer, operation)
        #expect(entries.map { $0["kind"].text } == Self.expected(operation), "\(operation.id): \(entries.count)")
        for entry in entries {
          #expect(entry["outcome"].text == "done" && entry["actor"].text?.contains(":") == true, "\(operation.id)")
          if operation.showsPerson, operation.collection == "bookings" {
            #expect(entry["bookings"] != .array([]) || operation.id == "searchBookings", "\(operation.id)")
          }
          if operation.isAboutOne, operation.collection != "bookings" {
            #expect(entry["subject"].text == id, "\(operation.id)")
          }
        }
        if entries.first?["kind"].text == "change" { changes += 1 } else { reads += entries.count }
      }
      print("audit: \(changes) operations that change, \(reads) that show a person or the audit, an entry each")
      #expect(changes > 40 && reads >= 6)
    }

    private static func expected(_ operation: Contract.Operation) -> [String] {
      if operation.collection == "audit" { return ["read"] }
      // a disclosure is about a person, and its export shows everything that is kept
      if operation.collection == "disclosures", operation.method == "GET" || operation.path.hasSuffix("/export") {
        return ["read"]
      }
      let looks =
        operation.method == "GET" || operation.path.hasSuffix("/search") || operation.path.hasSuffix("/preview")
      return looks ? operation.showsPerson ? ["read"] : [] : ["change"]
    }

    @Test func `what is refused leaves no entry`() async throws {
      let neighbours = try neighbours
      for operation in neighbours.operations where operation.takesBody || operation.isAboutOne {
        // no shape that anything has, and an id of nothing
        let answer = try await neighbours.foreign.send(
          operation, as: neighbours.foreign.role(for: operation), operation.takesBody ? .array([]) : nil)
        #expect((400..<500).contains(answer.status), "\(operation.id): \(answer.status)")
        #expect(try await entries(of: answer, operation).isEmpty, "\(operation.id)")
        guard operation.isAboutOne, operation.takesBody else { continue }
        let body = try await neighbours.foreignThings.body(of: operation)
        let missing = try await neighbours.foreign.send(operation, as: neighbours.foreign.role(for: operation), body)
        #expect(missing.status == 404, "\(operation.id): \(missing.status)")
        #expect(try await entries(of: missing, operation).isEmpty, "\(operation.id)")
      }
    }
  }
}
