/// What keeps a text from being published. Lines count from 1, in the text as it was handed in.
public enum TermsFault: Error, Sendable, Hashable {
  /// There is no text.
  case empty
  /// The text is longer than so many Unicode scalars.
  case tooLong(limit: Int)
  /// A control character that no text holds.
  case invalidText(line: Int)
  /// A placeholder, `○`, that only the publisher can replace.
  case placeholder(line: Int)
  /// A variable that nothing was given for.
  case unboundVariable(String, line: Int)
  /// Braces that are no variable: `{{` without its end, nothing between, or put together by what was filled in.
  case brokenVariable(line: Int)
  /// A value for a variable that the text does not have.
  case unusedValue(String, index: Int)
  /// A value for what the version itself says.
  case reservedName(String, index: Int)
  /// Two values for one variable.
  case duplicateValue(String, index: Int)
  /// Not one line that says something and leaves nothing open.
  case invalidValue(Source)

  /// Where a value comes from.
  public enum Source: Sendable, Hashable {
    /// Its place among the values.
    case value(Int)
    /// The title.
    case title
    /// Who signs.
    case issuerTitle
    /// Art. 14.
    case governingCourt
  }
}

/// Every fault of a text.
public struct TermsFaults: Error, Sendable, Hashable {
  /// In the order of the lines; at least one.
  public let faults: [TermsFault]

  /// These faults.
  public init(faults: [TermsFault]) { self.faults = faults }
}
