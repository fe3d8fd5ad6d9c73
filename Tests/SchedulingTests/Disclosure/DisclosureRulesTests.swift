import Scheduling
import Testing

@Suite struct DisclosureRulesTests {
  private let zone = OfficeZone(identifier: "Asia/Tokyo")

  private func instant(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

  @Test(arguments: [
    ("2026-09-16T09:00:00+09:00", "2026-10-17T00:00:00+09:00", "2026-11-16T00:00:00+09:00"),
    // the day of the request is a local day, whatever the hour
    ("2026-09-15T15:00:00Z", "2026-10-17T00:00:00+09:00", "2026-11-16T00:00:00+09:00"),
    ("2026-09-16T23:59:59.999999+09:00", "2026-10-17T00:00:00+09:00", "2026-11-16T00:00:00+09:00"),
    ("2028-02-01T12:00:00+09:00", "2028-03-03T00:00:00+09:00", "2028-04-02T00:00:00+09:00"),
  ])
  func `it is due at the end of the 30th day after the request's, or of the 60th`(
    requested: String, due: String, extended: String
  ) throws {
    let zone = try #require(zone)
    let requestedAt = try instant(requested)
    #expect(try DisclosureDeadline.due(requestedAt: requestedAt, in: zone) == instant(due))
    #expect(try DisclosureDeadline.due(requestedAt: requestedAt, isExtended: true, in: zone) == instant(extended))
  }

  @Test func `it is extended once, before it is due`() throws {
    let due = try instant("2026-10-17T00:00:00+09:00")
    try DisclosureDeadline.checkExtension(isExtended: false, dueAt: due, now: due - .microseconds(1))
    #expect(throws: DomainError.extensionNotPossible) {
      try DisclosureDeadline.checkExtension(isExtended: false, dueAt: due, now: due)
    }
    #expect(throws: DomainError.extensionNotPossible) {
      try DisclosureDeadline.checkExtension(isExtended: true, dueAt: due, now: due - .microseconds(1))
    }
  }

  @Test func `what may be done follows from where it stands`() {
    let possible: [DisclosureStatus: Set<DisclosureAction>] = [
      .requested: [.extend, .approve, .refuse], .approved: [.export, .give], .refused: [], .given: [],
    ]
    for status in DisclosureStatus.allCases {
      for action in DisclosureAction.allCases {
        let isPossible = (try? status.require(action)) != nil
        #expect(isPossible == possible[status]?.contains(action), "\(action) in \(status)")
      }
    }
    #expect(throws: DomainError.illegalDisclosureStep(current: .given)) { try DisclosureStatus.given.require(.export) }
  }
}
