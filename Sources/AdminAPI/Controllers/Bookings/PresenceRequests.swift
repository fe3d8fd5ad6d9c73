import OfficeStore
import Scheduling

/// The body of a contact about a firm booking.
enum ContactRequest {
  static func read(_ fields: inout FieldReader) -> Contact? {
    let channel = fields.required("channel", .text(.contactChannel))
    let note = fields.optional("note", .text(.note(ApplicationRequest.longestNote)))
    let receivedAt = fields.optional("received_at", .text(.instant))
    if receivedAt != nil, channel?.isNotedByStaff == false { fields.report(.invalidReceivedAt, at: "received_at") }
    return channel.map { Contact(channel: $0, note: note, receivedAt: receivedAt) }
  }
}

/// The body that says when the user entered the meeting: now, unless it says otherwise.
struct JoinedRequest {
  let instant: Instant?

  init(_ fields: inout FieldReader) {
    instant = fields.optional("at", .text(.instant))
  }
}

/// The body with the answers on the environment: the six of article 5, and those of article 12 that were asked for.
enum EnvironmentCheckRequest {
  static func read(_ fields: inout FieldReader) -> EnvironmentAnswers? {
    fields.required("answers", .object(answers))
  }

  private static func answers(_ fields: inout FieldReader) -> EnvironmentAnswers? {
    var answers: [EnvironmentQuestion: Bool] = [:]
    // every question is looked for, so that every missing answer is told
    for question in EnvironmentQuestion.allCases {
      answers[question] =
        question.isRequired
        ? fields.required(question.rawValue, .bool) : fields.optional(question.rawValue, .bool)
    }
    return EnvironmentAnswers(answers)
  }
}
