import Scheduling

extension Saying {
  /// Whether that is what stands at the place.
  ///
  /// - Parameter knowing: what earlier answers told.
  func holds(of found: Tree?, knowing: (Reference) -> String?) -> Bool {
    switch self {
    case .text(let text): found?.text == text
    case .integer(let number): found == .number(Double(number))
    case .truth(let truth): found == .truth(truth)
    case .null: found == .null
    case .either(let texts): found?.text.map(texts.contains) ?? false
    case .instant(let instant): found?.text.flatMap { Instant(rfc3339: $0) } == instant
    case .id(let reference): found?.text != nil && found?.text == knowing(reference)
    case .another(let reference): found?.text != nil && knowing(reference) != nil && found?.text != knowing(reference)
    case .count(let count): found?.items?.count == count
    case .holding(let text): found?.items?.contains(.text(text)) ?? false
    case .lacking(let text): found?.items.map { !$0.contains(.text(text)) } ?? false
    case .absent: found == nil
    }
  }

  /// What a violation says was expected; no list of secrets, and no long text.
  var description: String {
    switch self {
    case .either(let texts): "one of \(texts.count)"
    case .text(let text): "\"\(text.prefix(60))\""
    default: "\(self)"
    }
  }
}
