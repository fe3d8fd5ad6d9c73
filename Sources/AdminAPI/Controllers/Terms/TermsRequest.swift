import Scheduling

/// The body of a publication: the same draft that the command makes of a file, judged by the same rules.
enum TermsRequest {
  static func read(_ fields: inout FieldReader) -> TermsDraft? {
    // the draft's own rules say what may stand in a text, and on which line something may not
    let text = fields.required("text", .text(TextFormat { $0 }))
    let date = fields.required("effective_from", .text(.date))
    let ground = fields.required("ground", .text(TextFormat<TermsGround>.choice))
    let group = fields.optional("service_group", .text(.termsServiceGroup))
    let title = fields.optional("title", .text(.line(TermsDraft.longestLine)))
    let issuerTitle = fields.optional("issuer_title", .text(.line(TermsDraft.longestLine)))
    let court = fields.optional("governing_court", .text(.line(TermsDraft.longestLine)))
    let values = fields.optional("variables", .array(of: .object(value), count: TermsDraft.valueCount))
    guard let text, let date, let ground else { return nil }
    var draft = TermsDraft(text, effectiveFrom: date, ground: ground)
    (draft.title, draft.issuerTitle, draft.governingCourt) = (title, issuerTitle, court)
    if let group { draft.serviceGroup = group }
    if let values { draft.values = values }
    return draft
  }

  private static func value(_ fields: inout FieldReader) -> TermsDraft.Value? {
    let name = fields.required("name", .text(.line(100)))
    let value = fields.required("value", .text(.line(TermsDraft.longestLine)))
    guard let name, let value else { return nil }
    return .init(name: name, value: value)
  }

  /// The version that a draft comes to, or every fault of it with its field and line.
  static func edition(of draft: TermsDraft) throws(InputErrors) -> TermsEdition {
    do throws(TermsFaults) {
      return try draft.edition()
    } catch {
      throw InputErrors(error.faults.prefix(FieldErrorList.limit).map(FieldError.init(_:)))
    }
  }
}

extension FieldError {
  fileprivate init(_ fault: TermsFault) {
    switch fault {
    case .empty: self.init(field: "/text", code: "required")
    case .tooLong(let limit): self.init(field: "/text", code: "too_long", argument: String(limit))
    case .invalidText: self.init(field: "/text", code: "invalid_text")
    case .placeholder(let line): self.init(field: "/text", code: "placeholder_left", argument: String(line))
    case .unboundVariable(_, let line): self.init(field: "/text", code: "unbound_variable", argument: String(line))
    case .brokenVariable(let line): self.init(field: "/text", code: "broken_variable", argument: String(line))
    case .unusedValue(_, let index): self.init(field: "/variables/\(index)/name", code: "unused_variable")
    case .reservedName(_, let index): self.init(field: "/variables/\(index)/name", code: "reserved_variable")
    case .duplicateValue(_, let index): self.init(field: "/variables/\(index)/name", code: "duplicate_value")
    case .invalidValue(let source): self.init(field: source.pointer, code: "incomplete_value")
    }
  }
}

extension TermsFault.Source {
  fileprivate var pointer: String {
    switch self {
    case .value(let index): "/variables/\(index)/value"
    case .title: "/title"
    case .issuerTitle: "/issuer_title"
    case .governingCourt: "/governing_court"
    }
  }
}

extension TextFormat where Value == TermsServiceGroup {
  /// The services that a document is about.
  static let termsServiceGroup = TextFormat.pattern("^[a-z][a-z0-9_]{0,39}$") { TermsServiceGroup($0) }
}
