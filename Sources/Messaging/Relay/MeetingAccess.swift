import OfficeStore
import Scheduling

/// Where a message of details gets what leads into its meeting, at the moment of its delivery.
public protocol MeetingAccess: Sendable {
  /// What leads into the meeting; nil while there is none, and the message then waits.
  ///
  /// - Throws: `keysMissing`, `databaseUnavailable`, with which it waits too; `unexpected` for what is damaged.
  func secrets(for message: QueuedMessage) async throws(DomainError) -> MeetingCredentials?
}

extension MeetingSecrets: MeetingAccess {
  /// The booking's meeting as it is now.
  public func secrets(for message: QueuedMessage) async throws(DomainError) -> MeetingCredentials? {
    try await credentials(for: message.booking, in: message.office)
  }
}

/// No meeting can be opened here, for want of keys: messages of details wait.
public struct NoMeetings: MeetingAccess {
  /// Nothing to know.
  public init() {}
  /// Always throws `keysMissing`.
  public func secrets(for message: QueuedMessage) async throws(DomainError) -> MeetingCredentials? {
    throw .keysMissing
  }
}
