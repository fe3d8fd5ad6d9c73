/// How a text becomes a value. Body fields and query parameters share these.
public struct TextFormat<Value>: Sendable {
  /// Reads the text.
  public let parse: @Sendable (String) throws(FieldFault) -> Value

  /// A format that reads texts with `parse`.
  public init(_ parse: @escaping @Sendable (String) throws(FieldFault) -> Value) {
    self.parse = parse
  }

  /// Texts that `parse` understands.
  ///
  /// - Parameters:
  ///   - expected: the format as a reader of the error would write it down, such as `YYYY-MM-DD`.
  ///   - parse: nil for a text of any other format.
  public static func pattern(_ expected: String, _ parse: @escaping @Sendable (String) -> Value?) -> TextFormat {
    TextFormat { (text) throws(FieldFault) in
      guard let value = parse(text) else { throw .invalidFormat(expected) }
      return value
    }
  }
}

extension TextFormat where Value == String {
  /// One line of text that says something: no control characters, not blank, at most `limit` Unicode scalars.
  public static func line(_ limit: Int) -> TextFormat {
    TextFormat { (text) throws(FieldFault) in
      guard text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else { throw .invalidText }
      guard !text.allSatisfy(\.isWhitespace) else { throw .required }
      guard text.unicodeScalars.count <= limit else { throw .tooLong(limit) }
      return text
    }
  }

  /// Text that may have several lines or none: of all control characters only tab and line ends, at most `limit`
  /// Unicode scalars.
  public static func note(_ limit: Int) -> TextFormat {
    TextFormat { (text) throws(FieldFault) in
      let isFit = text.unicodeScalars.allSatisfy { scalar in
        scalar.properties.generalCategory != .control || scalar == "\n" || scalar == "\r" || scalar == "\t"
      }
      guard isFit else { throw .invalidText }
      guard text.unicodeScalars.count <= limit else { throw .tooLong(limit) }
      return text
    }
  }

  /// A note that says something.
  public static func reason(_ limit: Int) -> TextFormat {
    TextFormat { (text) throws(FieldFault) in
      let note = try Self.note(limit).parse(text)
      guard !note.allSatisfy(\.isWhitespace) else { throw .required }
      return note
    }
  }
}

extension TextFormat where Value == Int {
  /// A whole number in decimal digits, within `range`.
  public static func integer(in range: ClosedRange<Int>) -> TextFormat {
    TextFormat { (text) throws(FieldFault) in
      let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
      guard !digits.isEmpty, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
        throw .invalidFormat("integer")
      }
      guard let value = Int(text), range.contains(value) else { throw .outOfRange(range) }
      return value
    }
  }
}

extension TextFormat where Value == Bool {
  /// `true` or `false`.
  public static let flag = TextFormat { (text) throws(FieldFault) in
    guard let flag = Bool(text) else { throw .unknownValue(["true", "false"]) }
    return flag
  }
}

extension TextFormat where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
  /// One of the values of an enumeration.
  public static var choice: TextFormat {
    choice(of: Value.allCases.map(\.rawValue))
  }

  /// One of some values of an enumeration.
  public static func choice(of known: [String]) -> TextFormat {
    TextFormat { (text) throws(FieldFault) in
      guard known.contains(text), let value = Value(rawValue: text) else { throw .unknownValue(known) }
      return value
    }
  }
}

extension TextFormat {
  /// Values between commas, in one format.
  public static func list<Element>(of format: TextFormat<Element>) -> TextFormat where Value == [Element] {
    TextFormat { (text) throws(FieldFault) in
      var values: [Element] = []
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        values.append(try format.parse(String(part)))
      }
      return values
    }
  }
}
