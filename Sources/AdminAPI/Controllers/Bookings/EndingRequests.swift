import OfficeStore
import Scheduling

/// The body of a withdrawal: both may be left out.
enum WithdrawRequest {
  static func read(_ fields: inout FieldReader) -> Withdrawal? {
    Withdrawal(
      channel: fields.optional("channel", .text(.contactChannel)),
      reason: fields.optional("reason", .text(.note(ApplicationRequest.longestNote))))
  }
}

/// The body of a refusal of an application.
struct DeclineRequest {
  let ground: DeclineGround
  let reason: String

  init?(_ fields: inout FieldReader) {
    let ground = fields.required("ground", .text(TextFormat<DeclineGround>.choice))
    let reason = fields.required("reason", .text(.reason(ApplicationRequest.longestNote)))
    guard let ground, let reason else { return nil }
    self.ground = ground
    self.reason = reason
  }
}

/// The body of a termination (article 12(1)).
enum TerminateRequest {
  static func read(_ fields: inout FieldReader) -> String? {
    fields.required("reason", .text(.reason(ApplicationRequest.longestNote)))
  }
}

/// The body of a no-show's reversal: what really happened, or nothing for what is likely now.
struct ReversalRequest {
  let target: BookingStatus?
  let reason: String

  init?(_ fields: inout FieldReader) {
    let targets = BookingStatus.allCases.filter(NoShowReversal.targets.contains).map(\.rawValue)
    target = fields.optional("to", .text(TextFormat<BookingStatus>.choice(of: targets)))
    guard let reason = fields.required("reason", .text(.reason(ApplicationRequest.longestNote))) else { return nil }
    self.reason = reason
  }
}
