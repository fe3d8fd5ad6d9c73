import OfficeStore
import Scheduling
import Synchronization

extension TestOffice {
  /// Changes the calendar and returns the times it displaced.
  @discardableResult
  public func make<Entry>(
    _ edit: CalendarEdit<Entry>, in entries: CalendarEntries<Entry>, _ context: CommandContext? = nil
  ) async throws(DomainError) -> [Displacement] {
    let kept = Displaced()
    _ = try await entries.make(edit, context ?? self.context(by: .supervisor)) { _, displaced in
      kept.times.withLock { $0 = displaced }
      return Answer(status: 200, body: [])
    }
    return kept.times.withLock { $0 }
  }

  /// Closes a day of September 2026, or opens it specially.
  @discardableResult
  public func close(_ day: Int, windows: String...) async throws(DomainError) -> [Displacement] {
    let date = office.zone.localDate(of: .september(day, 0))
    let closure = Closure(date: date, windows: windows.compactMap { OpeningWindow($0) }, reason: "設備点検")
    return try await make(.add(closure), in: store.closures)
  }

  /// The office's closures and special openings.
  public func closures() async throws -> [Closure] {
    try await store.closures.list(limit: 200, after: nil, caller(), office)
  }

  /// The office's weekly windows.
  public func weeklyHours() async throws -> [WeeklyHours] {
    try await store.weeklyHours.list(limit: 200, after: nil, caller(), office)
  }

  private final class Displaced: Sendable {
    let times = Mutex<[Displacement]>([])
  }
}
