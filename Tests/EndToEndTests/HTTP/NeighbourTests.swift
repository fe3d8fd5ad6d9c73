import Testing

extension EndToEndTests.HTTPTests.GeneratedTests {
  /// Every operation of the contract, asked by every role of one office with the real ids of another: whatever it is, the
  /// answer is the one for an id that nothing has. A new operation is held to it the day it appears.
  @Suite struct NeighbourTests {
    private static let nowhere = "9999"

    private var neighbours: Neighbours { get throws { try #require(Neighbours.shared) } }

    @Test func `another office is like none, and its things are in no office`() async throws {
      let neighbours = try neighbours
      var asked: [(Contract.Operation, id: String)] = []
      for operation in neighbours.operations {
        if operation.takesBody { #expect(operation.example != .null, "\(operation.id) has no example") }
        #expect(operation.query != nil, "\(operation.id): a required parameter has no example")
        let id = operation.isAboutOne ? try await neighbours.foreignThings.id(for: operation) : Contract.nothing
        asked.append((operation, id))
      }
      let before = try await neighbours.everything()
      var tally = Tally()
      for (operation, id) in asked {
        let allowed = try #require(Permissions.roles(for: operation), "nothing says who may \(operation.id)")
        tally.operations += 1
        for role in Demo.roles {
          try await compareThere(operation, id, as: role, mayIt: allowed.contains(role), neighbours, &tally)
          if operation.isAboutOne {
            try await compareHere(operation, id, as: role, mayIt: allowed.contains(role), neighbours, &tally)
          }
        }
      }
      tally.report()
      #expect(tally.comparisons >= tally.operations * 6)
      try await neighbours.expectUnchanged(since: before, after: "asking for what is theirs")
    }

    /// Their office in the path.
    private func compareThere(
      _ operation: Contract.Operation, _ id: String, as role: String, mayIt: Bool, _ neighbours: Neighbours,
      _ tally: inout Tally
    ) async throws {
      let (own, foreign) = (neighbours.own, neighbours.foreign)
      let seesAll = ["ministry_statistics", "system_admin"].contains(role)
      // Whoever sees all offices and may do it is nobody's neighbour.
      if seesAll && mayIt { return }
      let real = try await own.send(operation, as: role, to: foreign.code, id: id)
      let nobody = try await own.send(operation, as: role, to: foreign.code)
      #expect(real.status == (seesAll ? 403 : 404), "\(role) \(operation.id) there: \(real.status)")
      tally.expectSame(real, nobody, "\(role) \(operation.id) there")
      if seesAll { return }
      let nowhere = try await own.send(operation, as: role, to: Self.nowhere, id: id)
      tally.expectSame(real, nowhere, "\(role) \(operation.id) nowhere")
    }

    /// Our office in the path, their id.
    private func compareHere(
      _ operation: Contract.Operation, _ id: String, as role: String, mayIt: Bool, _ neighbours: Neighbours,
      _ tally: inout Tally
    ) async throws {
      let real = try await neighbours.own.send(operation, as: role, id: id)
      let nobody = try await neighbours.own.send(operation, as: role)
      #expect(real.status == (mayIt ? 404 : 403), "\(role) \(operation.id) here: \(real.status)")
      tally.expectSame(real, nobody, "\(role) \(operation.id) here")
      guard mayIt else { return }
      let nowhere = try await neighbours.own.send(operation, as: "counselor", to: Self.nowhere, id: id)
      tally.expectSame(real, nowhere, "\(role) \(operation.id) here and nowhere")
    }

    @Test func `another office's id in a body or a query is refused like one of nothing`() async throws {
      let neighbours = try neighbours
      var tally = Tally()
      for operation in neighbours.operations {
        for place in operation.idsInBody { try await compare(operation, place, neighbours, &tally) }
        for name in operation.idsInQuery {
          let foreign = try await neighbours.foreignThings.make(named: name)
          for role in try #require(Permissions.roles(for: operation)) {
            let real = try await neighbours.own.send(operation, as: role, query: [(name, foreign)])
            let nobody = try await neighbours.own.send(operation, as: role, query: [(name, Contract.nothing)])
            tally.expectSame(real, nobody, "\(role) \(operation.id) ?\(name)")
          }
        }
      }
      tally.report()
      #expect(tally.comparisons > 0)
    }

    private func compare(
      _ operation: Contract.Operation, _ place: Contract.IdPlace, _ neighbours: Neighbours, _ tally: inout Tally
    ) async throws {
      let (own, things) = (neighbours.own, neighbours.ownThings)
      let name = "\(operation.id) /\(place.path.joined(separator: "/"))"
      let id = operation.isAboutOne ? try await things.id(for: operation) : Contract.nothing
      let foreign = try await neighbours.foreignThings.make(named: place.member)
      let ours = try await things.make(named: place.member)
      let body = try await things.body(of: operation, naming: place)
      func ask(as role: String, naming named: String) async throws -> Answer {
        try await own.send(operation, as: role, id: id, body.setting(place.path, to: .string(named)))
      }

      let before = try await neighbours.everything()
      tally.operations += 1
      let allowed = try #require(Permissions.roles(for: operation))
      for role in Demo.roles where allowed.contains(role) {
        let real = try await ask(as: role, naming: foreign)
        let nobody = try await ask(as: role, naming: Contract.nothing)
        #expect((400..<500).contains(real.status), "\(role) \(name): \(real.status)")
        tally.expectSame(real, nobody, "\(role) \(name)")
      }
      try await neighbours.expectUnchanged(since: before, after: name)
      // Our own answers otherwise: so it was the id that was looked at.
      let role = try own.role(for: operation)
      let nobody = try await ask(as: role, naming: Contract.nothing)
      let control = try await ask(as: role, naming: ours)
      #expect(control.body != nobody.body, "\(name): \(control.status) \(control.code ?? ""), whatever the id")
    }
  }
}

/// What was asked and compared.
private struct Tally {
  var operations = 0
  private(set) var comparisons = 0

  mutating func expectSame(_ answer: Answer, _ other: Answer, _ what: String) {
    comparisons += 1
    #expect(answer.status == other.status && answer.body == other.body, "\(what): \(answer.status), \(other.status)")
    #expect(answer.lastingHeaders == other.lastingHeaders, "\(what)")
  }

  func report() {
    print("neighbours: \(operations) operations or places in them, \(comparisons) pairs of answers alike")
  }
}
