import Postgres
import Scheduling

/// Something that an office's calendar is made of: a weekly window, a closure, a special opening.
public protocol CalendarEntry: OfficeResource {
  /// Puts it into a calendar; throws when another entry is in its way.
  func enter(_ calendar: inout BusinessCalendar) throws(DomainError)
  /// Takes out of a calendar what `enter` put in.
  func leave(_ calendar: inout BusinessCalendar)
}

/// A change of an office's calendar.
public enum CalendarEdit<Entry: CalendarEntry>: Sendable {
  /// A new entry.
  case add(Entry)
  /// An entry becomes what the closure makes of it.
  case change(Identifier<Entry.Kind>, @Sendable (inout Entry) throws(DomainError) -> Void)
  /// An entry counts no longer; it is kept.
  case remove(Identifier<Entry.Kind>)

  var id: Identifier<Entry.Kind>? {
    switch self {
    case .add: nil
    case .change(let id, _), .remove(let id): id
    }
  }
}

/// One of `OfficeStore.closures` and `.weeklyHours`: listed and read like any resource; a change tells, beforehand or
/// with its answer, which bookings it displaces, and opens a task for each.
public struct CalendarEntries<Entry: CalendarEntry>: Sendable {
  let store: OfficeStore
  let table: ResourceTable<Entry>

  /// Those in use, in order; one more than `limit` when there is a next page.
  public func list(
    limit: Int, after: Identifier<Entry.Kind>?, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> [Entry] {
    try await Resources(store: store, table: table).list(limit: limit, after: after, caller, office)
  }

  /// One in use; `notFound` otherwise.
  public func find(_ id: Identifier<Entry.Kind>, _ caller: Caller, _ office: Office) async throws(DomainError) -> Entry
  {
    try await Resources(store: store, table: table).find(id, caller, office)
  }

  /// What `make` would answer at this instant, without changing anything.
  public func preview(
    _ edit: CalendarEdit<Entry>, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> [Displacement] {
    try await store.read(caller, office, auditing: .nobody, { reading(for: edit, in: $0) }) { session, results in
      try Judged(edit, by: table, results, in: session).impact.displaced
    }
  }

  /// Changes the calendar. Commands that judge by it come before or after, never between (`OfficeRules.changeLock`), so
  /// that no booking slips past.
  ///
  /// - Parameter answer: gets the entry as it is now, or was when it is removed, and the times displaced.
  /// - Throws: `notFound`; `alreadyExists` and `overlappingWindows` when another entry is in the way.
  public func make(
    _ edit: CalendarEdit<Entry>, _ context: CommandContext, answer: @escaping (Entry, [Displacement]) -> Answer
  ) async throws(DomainError) -> Reply {
    let opening = { session in [OfficeRules.changeLock(in: session)] + reading(for: edit, in: session) }
    return try await store.command(
      context, opening: opening, answer: { answer($0, $1) },
      about: { entry, displaced in AuditSubjects(thing: entry.id.uuid) + displaced.auditSubjects }
    ) { session, opened in
      let judged = try Judged(edit, by: table, opened.dropFirst(), in: session)
      _ = try await session.run(judged.writes + judged.impact.tasks(in: session))
      return (judged.entry, judged.impact.displaced)
    }
  }

  private func reading(for edit: CalendarEdit<Entry>, in session: Session) -> [Statement] {
    OfficeRules.reading(in: session) + [LiveBooking.reading(in: session)]
      + (edit.id.map { [table.one($0, session)] } ?? [])
  }
}

/// A change as judged by what was read.
private struct Judged<Entry: CalendarEntry> {
  let entry: Entry
  let impact: CalendarImpact
  let writes: [Statement]

  init(
    _ edit: CalendarEdit<Entry>, by table: ResourceTable<Entry>, _ opened: ArraySlice<QueryResult>, in session: Session
  ) throws {
    let opened = Array(opened)
    let before = try OfficeRules(opened[..<OfficeRules.statementCount], in: session)
    let bookings = try LiveBooking.list(opened[OfficeRules.statementCount], in: session)
    var calendar = before.calendar
    switch edit {
    case .add(let new):
      entry = new
      try new.enter(&calendar)
      writes = table.insert(new, session)
    case .change(_, let change):
      var changed = try Self.found(opened.last, by: table)
      changed.leave(&calendar)
      try change(&changed)
      try changed.enter(&calendar)
      entry = changed
      writes = table.update(changed, session)
    case .remove(let id):
      entry = try Self.found(opened.last, by: table)
      entry.leave(&calendar)
      writes = [table.retire(id, session)]
    }
    var after = before.slotRules
    after.calendar = calendar
    impact = CalendarImpact(on: bookings, from: before.slotRules, to: after)
  }

  private static func found(_ result: QueryResult?, by table: ResourceTable<Entry>) throws -> Entry {
    guard let row = result?.first else { throw DomainError.notFound }
    return try table.decode(row)
  }
}
