import Testing

/// Two offices of the demo that must not see each other, with what each of them has.
struct Neighbours: Sendable {
  /// The neighbours that the tests of a suite share.
  @TaskLocal static var shared: Neighbours?

  let contract: Contract
  /// The office that asks.
  let own: Tenant
  let ownThings: Belongings
  /// The office whose ids it got hold of.
  let foreign: Tenant
  let foreignThings: Belongings

  init(of demo: Demo, own: String, foreign: String) async throws {
    contract = try await Contract(of: demo)
    self.own = try await Tenant(own, of: demo)
    self.foreign = try await Tenant(foreign, of: demo)
    ownThings = Belongings(of: self.own, in: contract)
    foreignThings = Belongings(of: self.foreign, in: contract)
  }

  /// The operations about an office.
  var operations: [Contract.Operation] { contract.operations.filter(\.isAboutOffice) }

  /// All that both offices answer when they are read: what nobody changed reads the same again.
  func everything() async throws -> [String: Answer] {
    var answers: [String: Answer] = [:]
    for (tenant, things) in [(own, ownThings), (foreign, foreignThings)] {
      let ids = await things.ids
      // the audit grows with every reading, the relay sends messages and the sweep opens tasks meanwhile, and what counts
      // for a review moves with time
      for operation in operations
      where operation.method == "GET" && !["audit", "messages"].contains(operation.collection)
        && !operation.path.hasSuffix("/standing") && (operation.collection != "tasks" || operation.isAboutOne)
      {
        let known = ids.filter { $0.collection == operation.collection }.map(\.id)
        for id in operation.isAboutOne ? known : [Contract.nothing] {
          let name = "\(operation.address(office: tenant.code, id: id))"
          answers[name] = try await tenant.send(operation, as: tenant.role(for: operation), id: id)
        }
      }
    }
    return answers
  }

  /// Notes every reading that is not as it was.
  func expectUnchanged(since before: [String: Answer], after what: String) async throws {
    let after = try await everything()
    #expect(after.keys == before.keys)
    for (name, answer) in before {
      #expect(after[name]?.status == answer.status && after[name]?.body == answer.body, "\(what) changed \(name)")
    }
  }
}

/// Gives a suite two neighbours of the shared demo. Not the demo's own office: what an example does to hours and closures
/// would be in the way of other tests.
struct SharedNeighbours: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    let neighbours = try await Neighbours(of: EndToEndTests.HTTPTests.demo, own: "2701", foreign: "2803")
    try await Neighbours.$shared.withValue(neighbours) { try await function() }
  }
}

extension Trait where Self == SharedNeighbours {
  static var neighbours: Self { SharedNeighbours() }
}
