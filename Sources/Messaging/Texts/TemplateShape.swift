import Scheduling

/// Which variables a kind of message has: what a template may name, and what it must.
struct TemplateShape: Sendable {
  /// What stands behind a name.
  indirect enum Field: Sendable {
    /// A text of one line that is always there: `{{name}}`.
    case text
    /// A text of many lines that is always there, the terms: `{{name}}`.
    case document
    /// One that may be lacking: `{{#name}}… {{name}} …{{/name}}`.
    case optionalDocument
    /// Something that is so or not: `{{#name}}…{{/name}}` and `{{^name}}…{{/name}}`.
    case flag
    /// Something that has texts of its own, and may be lacking: `{{#name}}…{{/name}}`.
    case section([String: Field])
    /// The same, there once or many times.
    case list([String: Field])

    /// What can be named inside a section that `name` opens.
    func inside(_ name: String) -> [String: Field] {
      switch self {
      case .text, .document, .flag: [:]
      case .optionalDocument: [name: .document]
      case .section(let fields), .list(let fields): fields
      }
    }

    /// How long a text may be that stands in its place, about; nil for what is no text.
    var length: Int? {
      switch self {
      case .text: 200
      case .document: TermsDraft.longestText
      case .optionalDocument, .flag, .section, .list: nil
      }
    }

    /// How often what stands in its section is shown at most.
    var repetitions: Int {
      if case .list = self { OfficePolicy.Limits.maxCandidates.upperBound } else { 1 }
    }
  }

  let fields: [String: Field]
  /// Names that a template has to use, those of a section behind a dot: the message would not be what the terms ask for.
  let required: [String]
  /// Which of the names that may be lacking are there together: a set for each message of the kind that there can be.
  let cases: [Set<String>]

  private init(_ own: [String: Field], required: [String], cases: [Set<String>] = [[]]) {
    self.cases = cases
    fields = own.merging(["office": .text, "phone": .text, "name": .text, "service": .text]) { own, _ in own }
    // Art. 1: the counter and the telephone are always named
    self.required = ["office", "phone"] + required
  }

  private static let time: [String: Field] = ["date": .text, "time": .text]
  private static let meeting: [String: Field] = [
    "vendor": .text,
    "zoom": .section(["meeting_id": .text, "passcode": .text, "url": .text]),
    "teleoffice": .section(["server": .text, "access_code": .text, "url": .text]),
  ]
  private static let meetingRequired = [
    "date", "time", "zoom.meeting_id", "zoom.passcode", "teleoffice.server", "teleoffice.access_code",
  ]
  private static let meetingCases: [Set<String>] = [["zoom"], ["teleoffice"]]

  /// Whether what a required name stands for is there in one of the cases.
  func has(_ name: String, in shown: Set<String>) -> Bool {
    let first = String(name.prefix { $0 != "." })
    return fields[first]?.length != nil || shown.contains(first)
  }

  /// The variables of a kind.
  static func of(_ kind: MessageKind) -> TemplateShape {
    switch kind {
    case .offer:
      // Art. 6(3): the terms, the times and the deadline in one message
      TemplateShape(
        ["slots": .list(time), "deadline": .text, "terms": .document, "vendor": .text, "minutes": .text],
        required: ["slots.date", "slots.time", "deadline", "terms"], cases: [["slots"]])
    case .reminderUnconfirmed:
      TemplateShape(["slots": .list(time), "deadline": .text], required: ["deadline"], cases: [["slots"]])
    case .details:
      TemplateShape(time.merging(meeting) { own, _ in own }, required: meetingRequired, cases: meetingCases)
    case .followUpDetails:
      TemplateShape(
        time.merging(meeting) { own, _ in own }.merging(["terms": .optionalDocument]) { own, _ in own },
        required: meetingRequired + ["terms"], cases: meetingCases + meetingCases.map { $0.union(["terms"]) })
    case .reminderDayBefore:
      TemplateShape(time.merging(["vendor": .text]) { own, _ in own }, required: ["date", "time"])
    case .lapsed: TemplateShape(["deadline": .text], required: [])
    case .cancelled:
      TemplateShape(
        time.merging(["by_user": .flag, "by_office": .flag]) { own, _ in own }, required: ["date", "time"],
        cases: [["by_user"], ["by_office"]])
    case .declined:
      TemplateShape(
        ["not_eligible": .flag, "refused": .flag, "conduct": .flag, "no_slot": .flag, "other": .flag], required: [],
        cases: DeclineGround.allCases.map { [$0.rawValue] })
    case .refused:
      TemplateShape(
        ["from": .text, "until": .text, "silence": .flag, "conduct": .flag, "other_purpose": .flag],
        required: ["from", "until"], cases: RefusalGround.allCases.map { [$0.rawValue] })
    case .noShow: TemplateShape(time, required: ["date", "time"])
    case .termsChanged:
      TemplateShape(["terms": .document, "effective": .text], required: ["terms", "effective"])
    }
  }
}
