import Testing

extension EndToEndTests.HTTPTests.GeneratedTests {
  /// The contract's examples are no decoration: each is sent, and does what it is an example of.
  @Suite struct ExampleTests {
    @Test func `every operation succeeds with its own example`() async throws {
      let neighbours = try #require(Neighbours.shared)
      let things = neighbours.ownThings
      for operation in neighbours.operations {
        let id = operation.isAboutOne ? try await things.newID(for: operation) : Contract.nothing
        let body = operation.takesBody ? try await things.body(of: operation) : nil
        let role = try neighbours.own.role(for: operation)
        let answer = try await neighbours.own.send(operation, as: role, id: id, body)
        let text = String(decoding: answer.body.prefix(400), as: UTF8.self)
        #expect((200..<300).contains(answer.status), "\(operation.id): \(answer.status) \(text)")
        #expect(operation.statuses.contains("\(answer.status)"), "\(operation.id): \(answer.status)")
      }
    }
  }
}
