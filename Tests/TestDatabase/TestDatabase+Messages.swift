import OfficeStore

extension TestDatabase {
  /// Has every message that is due by now arrive, as a relay would: what nobody delivers becomes a task in time (A14).
  public func deliverMessages() async throws {
    var isDone = false
    while !isDone {
      isDone = true
      for office in try await queue.offices() {
        for message in try await queue.claim(in: office, limit: 200, lease: .seconds(60)) {
          isDone = false
          try await queue.delivered(message)
        }
      }
    }
  }
}
