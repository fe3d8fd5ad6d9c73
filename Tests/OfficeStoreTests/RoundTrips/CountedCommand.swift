import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// A command of the store, and how to come to where it is done; nobody else is at work meanwhile.
struct CountedCommand: Sendable, CustomTestStringConvertible {
  typealias Action = @Sendable () async throws -> Void

  /// The name of the store's function.
  let function: String
  /// Where it has several ways to go.
  let situation: String?
  /// At most so many round trips.
  let most: Int
  /// Why more than three.
  let reason: String?
  let arrange: @Sendable (TestOffice) async throws -> Action

  init(
    _ function: String, _ situation: String? = nil, most: Int = 3, because reason: String? = nil,
    _ arrange: @escaping @Sendable (TestOffice) async throws -> Action
  ) {
    self.function = function
    self.situation = situation
    self.most = most
    self.reason = reason
    self.arrange = arrange
  }

  var testDescription: String { [function, situation].compactMap { $0 }.joined(separator: ": ") }

  static let all = applications + sessions + endings + setUp + calendar + meetings + occupancy + silence + records

  static let start = Instant.september(17, 10)
  static let done = Answer(status: 200, body: [])
  static let dueFirst = "a deadline that passed unnoticed is written down first"
  static let lockedFirst = "the bookings concerned are known only when they are read, and then they are locked"
}
