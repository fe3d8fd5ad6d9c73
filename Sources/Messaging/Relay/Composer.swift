import Logging
import OfficeStore
import Scheduling

/// Makes of a queued message what leaves: a function of its frozen facts, the words in use when it was queued and, for
/// details, the meeting as it is now.
struct Composer: Sendable {
  let meetings: any MeetingAccess
  let logger: Logger

  /// - Parameter words: the office's own, of any time.
  func compose(_ message: QueuedMessage, words: [WordsInUse]) async throws(DeliveryFailure) -> OutgoingMessage {
    let facts: MessageFacts
    let credentials = try await credentials(for: message)
    do throws(LackingFact) {
      facts = try MessageFacts(frozen: message.facts, terms: message.terms)
    } catch {
      throw lacking(error, in: message)
    }
    var texts: [MessageLanguage: MessageText] = [:]
    for language in MessageLanguage.allCases {
      let template = try template(for: message, in: language, words)
      do throws(LackingFact) {
        texts[language] = template.render(try facts.values(for: message.kind, in: language, credentials: credentials))
      } catch {
        throw lacking(error, in: message)
      }
    }
    return try OutgoingMessage(
      id: message.id, kind: message.kind, booking: message.booking, office: message.office.code,
      createdAt: message.createdAt, zone: facts.zone, texts: texts)
  }

  private func credentials(for message: QueuedMessage) async throws(DeliveryFailure) -> MeetingCredentials? {
    guard message.kind == .details || message.kind == .followUpDetails else { return nil }
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

  /// The office's own words, if they were in use and are of use; what an older version of the program kept may not be.
  private func template(
    for message: QueuedMessage, in language: MessageLanguage, _ words: [WordsInUse]
  ) throws(DeliveryFailure) -> TextTemplate {
    let own = words.first {
      $0.kind == message.kind && $0.language == language && $0.wereInUse(at: message.createdAt)
    }
    if let own {
      do throws(TemplateFault) {
        return try TextTemplate(own.text, for: message.kind)
      } catch {
        logger.error(
          "a template can't be used any more; the program's own text goes",
          metadata: ["office": "\(message.office.code)", "template": "\(own.id)", "place": "\(error.place)"])
      }
    }
    do throws(TemplateFault) {
      return try ShippedTemplates.template(message.kind, language)
    } catch {
      throw .factMissing
    }
  }

  private func lacking(_ fact: LackingFact, in message: QueuedMessage) -> DeliveryFailure {
    logger.error(
      "a message lacks a fact",
      metadata: ["office": "\(message.office.code)", "message": "\(message.id)", "fact": "\(fact.name)"])
    return .factMissing
  }
}
