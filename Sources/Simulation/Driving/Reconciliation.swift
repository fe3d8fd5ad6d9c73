import Foundation
import Postgres
import Scheduling
import Stage

/// How many bookings of each status an office has, three times: as believed, as the service says, as the database says.
struct Reconciliation: Sendable {
  typealias Counts = [BookingStatus: Int]

  let office: String
  let believed: Counts
  let told: Counts
  /// Nil when there is no database to look into.
  let stored: Counts?

  /// Whether all agree on a status.
  func agrees(on status: BookingStatus) -> Bool {
    believed[status, default: 0] == told[status, default: 0]
      && stored.map { $0[status, default: 0] == believed[status, default: 0] } ?? true
  }

  /// The three numbers.
  func cell(_ status: BookingStatus) -> String {
    let numbers = [believed, told] + (stored.map { [$0] } ?? [])
    return numbers.map { "\($0[status, default: 0])" }.joined(separator: "/") + (agrees(on: status) ? "" : " !")
  }

  static func + (left: Reconciliation, right: Reconciliation) -> Reconciliation {
    func sum(_ left: Counts, _ right: Counts) -> Counts { left.merging(right, uniquingKeysWith: +) }
    let stored = left.stored.flatMap { left in right.stored.map { sum(left, $0) } }
    return Reconciliation(
      office: left.office, believed: sum(left.believed, right.believed), told: sum(left.told, right.told),
      stored: stored)
  }
}

extension OfficeDriver {
  /// Pages through the office's bookings, status by status, and holds each against the plan.
  ///
  /// - Returns: how many there are, and what does not agree.
  func takeStock() async throws -> (counts: Reconciliation.Counts, violations: [String]) {
    var statuses: [String: BookingStatus] = [:]
    var counts: Reconciliation.Counts = [:]
    for status in BookingStatus.allCases {
      for id in try await ids(of: status) {
        counts[status, default: 0] += 1
        statuses[id] = status
      }
    }
    let violations = plan.bookings.enumerated().compactMap { number, expected -> String? in
      let found = id(of: number).flatMap { statuses[$0] }
      guard found != expected else { return nil }
      return
        "\(plan.profile.code), booking \(number) should be \(expected.rawValue), is \(found?.rawValue ?? "nowhere")"
    }
    return (counts, violations)
  }

  private func ids(of status: BookingStatus) async throws -> [String] {
    struct Page: Decodable {
      let items: [Seen.Named]
      let cursor: String?
      enum CodingKeys: String, CodingKey {
        case items
        case cursor = "next_cursor"
      }
    }
    var ids: [String] = []
    var path: String? = "bookings?status=\(status.rawValue)&limit=200"
    while let next = path {
      guard let answer = await send(.counselor, "GET", next), answer.status == 200 else {
        throw StageError("the bookings of \(plan.profile.code) cannot be listed")
      }
      let page = try answer.decode(Page.self)
      ids += page.items.map(\.id)
      path = page.cursor.map { "bookings?status=\(status.rawValue)&limit=200&cursor=\($0)" }
    }
    return ids
  }
}

extension Database {
  /// How many bookings of each status each office has, by its code, as written.
  func bookingCounts() async throws -> [String: Reconciliation.Counts] {
    let results = try await connect().run([
      Statement("BEGIN READ ONLY"),
      Statement(
        """
        SELECT o.code, b.status, count(*) FROM bookings b JOIN offices o ON o.id = b.office_id
        GROUP BY o.code, b.status
        """),
      Statement("COMMIT"),
    ])
    var counts: [String: Reconciliation.Counts] = [:]
    for row in results[1] {
      guard let status = BookingStatus(rawValue: try row.decode(1)) else { continue }
      counts[try row.decode(0), default: [:]][status] = try row.decode(2)
    }
    return counts
  }
}
