import Postgres
import Scheduling

/// What an office sets up to hold sessions with. Retired and never deleted: agreed bookings keep it, new ones don't take it.
public protocol OfficeResource: Sendable {
  /// The kind of its identifier.
  associatedtype Kind
  /// Unique within the office.
  var id: Identifier<Kind> { get }
}

/// One of `OfficeStore.rooms`, `.counselors`, `.licences` and `.staff`: list, create, read, change and retire.
public struct Resources<Item: OfficeResource>: Sendable {
  let store: OfficeStore
  let table: ResourceTable<Item>

  /// Those in use, by name; one more than `limit` when there is a next page.
  public func list(
    limit: Int, after: Identifier<Item.Kind>?, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> [Item] {
    try await store.read(caller, office, auditing: .nobody, { [table.page(after, limit + 1, $0)] }) { _, results in
      try results.first?.map(table.decode) ?? []
    }
  }

  /// One in use; `notFound` otherwise.
  public func find(_ id: Identifier<Item.Kind>, _ caller: Caller, _ office: Office) async throws(DomainError) -> Item {
    try await store.read(caller, office, auditing: .nobody, { [table.one(id, $0)] }) { _, results in
      guard let row = results.first?.first else { throw DomainError.notFound }
      return try table.decode(row)
    }
  }

  /// Adds one. Throws `duplicateName` while another one in use has its name, `unknownService` for a counselor's that the
  /// office doesn't give, `unknownCounselor` for a member of staff who is none in use.
  public func create(
    _ item: Item, _ context: CommandContext, answer: @escaping (Item) -> Answer
  ) async throws(DomainError) -> Reply {
    try await store.command(context, opening: { [OfficeRules.sharedLock(in: $0)] }, answer: answer) { session, _ in
      try await table.write(table.insert(item, session), naming: table.missing(item, nil, session), in: session)
      return item
    }
  }

  /// Changes one: `change` gets it as it is. Throws `notFound`, and what `create` throws; what it named before it may go on
  /// naming.
  public func update(
    _ id: Identifier<Item.Kind>, _ context: CommandContext, change: @escaping (inout Item) -> Void,
    answer: @escaping (Item) -> Answer
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in
      [OfficeRules.changeLock(in: session), table.lock(id, session), table.one(id, session)]
    }
    return try await store.command(context, opening: opening, answer: answer) { session, opened in
      guard let row = opened.last?.first else { throw DomainError.notFound }
      let old = try table.decode(row)
      var item = old
      change(&item)
      try await table.write(table.update(item, session), naming: table.missing(item, old, session), in: session)
      return item
    }
  }
}

/// The SQL of one kind of resource; each is written out beside its type.
struct ResourceTable<Item: OfficeResource>: Sendable {
  let page: @Sendable (Identifier<Item.Kind>?, Int, Session) -> Statement
  let one: @Sendable (Identifier<Item.Kind>, Session) -> Statement
  let lock: @Sendable (Identifier<Item.Kind>, Session) -> Statement
  let insert: @Sendable (Item, Session) -> [Statement]
  let update: @Sendable (Item, Session) -> [Statement]
  let retire: @Sendable (Identifier<Item.Kind>, Session) -> Statement
  /// What goes out of use with one.
  var alsoRetire: @Sendable (Identifier<Item.Kind>, Session) -> [Statement] = { _, _ in [] }
  /// What one names that is not in use, a row each; nothing that it named before.
  var missing: @Sendable (Item, _ before: Item?, Session) -> Missing? = { _, _, _ in nil }
  /// What of a session it is; nil for what no session takes.
  var resource: @Sendable (Identifier<Item.Kind>) -> SessionResource? = { _ in nil }
  let decode: @Sendable (Row) throws -> Item

  /// How to look for what is not in use, and how to refuse it.
  typealias Missing = (reading: Statement, refusal: DomainError)

  /// Writes one, in one round trip with the look for what it must not name.
  fileprivate func write(_ writes: [Statement], naming missing: Missing?, in session: Session) async throws {
    let results = try await session.run((missing.map { [$0.reading] } ?? []) + writes)
    if let missing, results.first?.isEmpty == false { throw missing.refusal }
  }
}
