import Postgres
import Scheduling

/// Which tasks a list is asked for; every condition that is given must hold.
public struct StaffTaskQuery: Sendable {
  /// Those that wait, or those that are closed.
  public var isClosed = false
  /// Of this kind only.
  public var kind: StaffTaskKind?
  /// About this booking only.
  public var booking: BookingID?
  /// At most this many, 1…200.
  public var limit = 50
  /// Only what comes after the last one of the page before.
  public var after: Arrival<IdentifierKind.StaffTask>?

  /// Everything that waits, oldest first.
  public init() {}
}

extension OfficeStore {
  /// Tasks in the order in which they were opened, one more than `limit` when there is a next page.
  public func tasks(_ query: StaffTaskQuery, _ caller: Caller, _ office: Office) async throws(DomainError)
    -> [StaffTask]
  {
    try await read(caller, office, auditing: .listed(query.entry(in:)), { [query.page(in: $0)] }) { _, results in
      try results.first?.map(StaffTask.init(row:)) ?? []
    }
  }

  /// One task; `notFound` when the office has none with this id.
  public func task(_ id: StaffTaskID, _ caller: Caller, _ office: Office) async throws(DomainError) -> StaffTask {
    try await read(caller, office, auditing: .shown, { [StaffTask.reading(id, in: $0)] }) { _, results in
      guard let row = results.first?.first else { throw DomainError.notFound }
      return try StaffTask(row: row)
    }
  }

  /// Opens a task by hand. Throws `unknownBooking` for one that the office does not have.
  public func addTask(
    note: String, about booking: BookingID?, _ context: CommandContext, answer: @escaping (StaffTask) -> Answer
  ) async throws(DomainError) -> Reply {
    try await command(context, opening: { _ in [] }, answer: answer) { session, _ in
      let id = StaffTaskID()
      let results = try await session.run([
        StaffTask.insertion(id, note: note, about: booking, in: session), StaffTask.reading(id, in: session),
      ])
      guard let row = results.last?.first else { throw StoreFailure.unreadable("tasks") }
      return try StaffTask(row: row)
    }
  }

  /// Changes a task's note, closes it or opens it again; who closed it stays with it. Closing `switch_to_full` says that the
  /// person was switched, and opening it again takes nothing back. Throws `notFound`, and `forbidden` for a kind that the
  /// caller may only look at.
  public func changeTask(
    _ id: StaffTaskID, note: String? = nil, isClosed: Bool? = nil, _ context: CommandContext,
    answer: @escaping (StaffTask) -> Answer
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in [StaffTask.lock(id, in: session), StaffTask.reading(id, in: session)] }
    return try await command(context, opening: opening, answer: answer) { session, opened in
      guard let row = opened.last?.first else { throw DomainError.notFound }
      var task = try StaffTask(row: row)
      guard context.caller.role.may(task.kind.ability) else { throw DomainError.forbidden }
      if let note { task.note = note }
      if let isClosed, isClosed != (task.closedAt != nil) {
        (task.closedAt, task.closedBy) = isClosed ? (session.now, session.actor) : (nil, nil)
      }
      _ = try await session.run([task.writing(in: session)] + task.consequences(in: session))
      return task
    }
  }
}
