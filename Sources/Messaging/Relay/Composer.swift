import Logging
import OfficeStore
import Scheduling

/// Makes of a queued message what leaves; details wait for their meeting.
struct Composer: Sendable {
  let meetings: any MeetingAccess
  let logger: Logger

  /// - Parameter words: the office's own, of any time.
  func compose(_ message: QueuedMessage, words: [WordsInUse]) async throws(DeliveryFailure) -> OutgoingMessage {
    let credentials = try await credentials(for: message)
    let wording = Wording(
      message: message.id, office: message.office.code, kind: message.kind, queuedAt: message.createdAt,
      facts: message.facts, terms: message.terms, logger: logger)
    let told: (texts: [MessageLanguage: MessageText], zone: OfficeZone)
    do throws(LackingFact) {
      told = try wording.texts(in: words, credentials: credentials)
    } catch {
      throw .factMissing
    }
    return try OutgoingMessage(
      id: message.id, kind: message.kind, booking: message.booking, office: message.office.code,
      createdAt: message.createdAt, zone: told.zone, texts: told.texts)
  }

  private func credentials(for message: QueuedMessage) async throws(DeliveryFailure) -> MeetingCredentials? {
    guard message.kind.tellsOfMeeting else { return nil }
    let credentials: MeetingCredentials?
    do throws(DomainError) {
      credentials = try await meetings.secrets(for: message)
    } catch {
      switch error {
      case .keysMissing: throw .keysMissing
      case .databaseUnavailable, .busy: throw .databaseUnavailable
      default: throw .meetingUnreadable
      }
    }
    guard let credentials else { throw .noMeeting }
    return credentials
  }
}
