import Testing
import Logging
import NIOConcurrencyHelpers
import OfficeStore
import Scheduling
import TestDatabase

@testable import Messaging

extension OutgoingMessage {
  /// A message that says little.
  static func letter(_ id: MessageID = MessageID()) throws -> OutgoingMessage {
    guard let office = OfficeCode("2804"), let zone = OfficeZone(identifier: "Asia/Tokyo") else {
      throw DeliveryFailure.factMissing
    }
    return try OutgoingMessage(
      id: id, kind: .lapsed, booking: BookingID(), office: office, createdAt: .september(16, 9), zone: zone,
      texts: [.japanese: MessageText(title: "失効", body: "本文\n"), .english: MessageText(title: "Void", body: "text\n")])
  }
}

/// What was noted, in order, by whoever was asked.
final class Notes<Note: Sendable>: Sendable {
  private let noted = NIOLockedValueBox<[Note]>([])
  var all: [Note] { noted.withLockedValue { $0 } }
  /// Notes it and returns how many there are now.
  @discardableResult
  func add(_ note: Note) -> Int {
    noted.withLockedValue { notes in
      notes.append(note)
      return notes.count
    }
  }
}

extension Logger {
  static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

/// Whether something comes true soon; nothing is waited for longer than that.
func eventually(_ isSo: () async throws -> Bool) async throws -> Bool {
  let start = ContinuousClock.now
  while ContinuousClock.now - start < .seconds(30) {
    if try await isSo() { return true }
    try await Task.sleep(for: .milliseconds(5))
  }
  return false
}

/// Expects it to become so within half a minute.
func expectEventually(
  _ isSo: () async throws -> Bool, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
  let became = try await eventually(isSo)
  #expect(became, sourceLocation: sourceLocation)
}
