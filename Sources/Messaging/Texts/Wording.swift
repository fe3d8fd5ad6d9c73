import Logging
import OfficeStore
import Scheduling

/// What a message says: a function of its frozen facts, the words in use when it was queued and, for details, the meeting as
/// it is now. What the relay sends and what the gateway fetches are both made here.
struct Wording: Sendable {
  let message: MessageID
  let office: OfficeCode
  let kind: MessageKind
  let queuedAt: Instant
  /// As the outbox froze them.
  let facts: [UInt8]
  /// The text of the version that goes with it.
  let terms: String?
  let logger: Logger

  /// The text in each language, and the zone that its times are told in.
  ///
  /// - Parameters:
  ///   - words: the office's own, of any time.
  ///   - credentials: how the meeting is joined, for a message of details.
  /// - Throws: what is lacking, which is logged.
  func texts(
    in words: [WordsInUse], credentials: MeetingCredentials?
  ) throws(LackingFact) -> (texts: [MessageLanguage: MessageText], zone: OfficeZone) {
    do throws(LackingFact) {
      let known = try MessageFacts(frozen: facts, terms: terms)
      var texts: [MessageLanguage: MessageText] = [:]
      for language in MessageLanguage.allCases {
        let template = try template(in: language, words)
        texts[language] = template.render(try known.values(for: kind, in: language, credentials: credentials))
      }
      return (texts, known.zone)
    } catch {
      logger.error(
        "a message lacks a fact",
        metadata: ["office": "\(office)", "message": "\(message)", "fact": "\(error.name)"])
      throw error
    }
  }

  /// The office's own words, if they were in use and are of use; what an older version of the program kept may not be.
  private func template(
    in language: MessageLanguage, _ words: [WordsInUse]
  ) throws(LackingFact) -> TextTemplate {
    let own = words.first { $0.kind == kind && $0.language == language && $0.wereInUse(at: queuedAt) }
    if let own {
      do throws(TemplateFault) {
        return try TextTemplate(own.text, for: kind)
      } catch {
        logger.error(
          "a template can't be used any more; the program's own text goes",
          metadata: ["office": "\(office)", "template": "\(own.id)", "place": "\(error.place)"])
      }
    }
    do throws(TemplateFault) {
      return try ShippedTemplates.template(kind, language)
    } catch {
      throw LackingFact(name: "template")
    }
  }
}
