import OfficeStore
import Scheduling

/// The body of a decision to refuse somebody.
enum RefusalRequest {
  static func read(_ fields: inout FieldReader) -> RefusalDecision? {
    let seeker = fields.required("seeker", .text(.id() as TextFormat<SeekerID>))
    let ground = fields.required("ground", .text(TextFormat<RefusalGround>.choice))
    let reason = fields.required("reason", .text(.reason(ApplicationRequest.longestNote)))
    let from = fields.required("from", .text(.instant))
    let until = fields.required("until", .text(.instant))
    guard let seeker, let ground, let reason, let from, let until else { return nil }
    return RefusalDecision(
      seeker: seeker, ground: ground, reason: reason, term: RefusalTerm(from: from, until: until))
  }
}

/// The body of a decision's correction.
enum RefusalChangeRequest {
  static func read(_ fields: inout FieldReader) -> RefusalChange? {
    var change = RefusalChange()
    change.ground = fields.change("ground", .text(TextFormat<RefusalGround>.choice))
    change.reason = fields.change("reason", .text(.reason(ApplicationRequest.longestNote)))
    change.from = fields.change("from", .text(.instant))
    change.until = fields.change("until", .text(.instant))
    return change
  }
}

/// The body of an appeal.
struct AppealRequest {
  let text: String
  let receivedAt: Instant?

  init?(_ fields: inout FieldReader) {
    let text = fields.required("text", .text(.reason(ApplicationRequest.longestNote)))
    receivedAt = fields.optional("received_at", .text(.instant))
    guard let text else { return nil }
    self.text = text
  }
}

/// The body that takes a refusal back.
enum LiftRequest {
  static func read(_ fields: inout FieldReader) -> String? {
    fields.required("reason", .text(.reason(ApplicationRequest.longestNote)))
  }
}
