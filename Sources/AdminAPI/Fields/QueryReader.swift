/// Takes the parameters of a query by name and format, and collects every error, as ``FieldReader`` does for a body.
///
/// An unknown parameter and one given twice are errors at `?name`: a misspelt filter must not show everything.
struct QueryReader {
  private var parameters: [(name: String, value: String)] = []
  private let errors = FieldErrorList()
  private var taken: Set<String> = []

  /// Reads a request's query.
  ///
  /// - Parameters:
  ///   - query: what stands after the `?`, still percent-encoded; nil for none.
  ///   - body: takes the parameters; may return nil only after an error was recorded.
  /// - Throws: ``InputErrors`` with every error of the query.
  static func read<Value>(
    _ query: String?, _ body: (inout QueryReader) -> Value?
  ) throws(InputErrors) -> Value {
    var reader = QueryReader(query: query ?? "")
    let value = body(&reader)
    reader.reportLeftovers()
    guard let value, reader.errors.errors.isEmpty else { throw InputErrors(reader.errors.errors) }
    return value
  }

  private init(query: String) {
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(parts[0]), let value = Self.decoded(parts.count > 1 ? parts[1] : "") else {
        errors.report(.invalidText, at: "?\(parts[0])")
        continue
      }
      parameters.append((name, value))
    }
  }

  /// A parameter that must be there.
  mutating func required<Value>(_ name: String, _ format: TextFormat<Value>) -> Value? {
    guard let text = take(name) else {
      errors.report(.required, at: "?\(name)")
      return nil
    }
    return parse(text, name, format)
  }

  /// A parameter that may be left out.
  mutating func optional<Value>(_ name: String, _ format: TextFormat<Value>) -> Value? {
    take(name).flatMap { parse($0, name, format) }
  }

  /// Records an error that only two parameters together make.
  func report(_ fault: FieldFault, at name: String) {
    errors.report(fault, at: "?\(name)")
  }

  private mutating func take(_ name: String) -> String? {
    taken.insert(name)
    let values = parameters.filter { $0.name == name }
    if values.count > 1 { errors.report(.duplicateParameter, at: "?\(name)") }
    return values.first?.value
  }

  private func parse<Value>(_ text: String, _ name: String, _ format: TextFormat<Value>) -> Value? {
    do throws(FieldFault) {
      return try format.parse(text)
    } catch {
      errors.report(error, at: "?\(name)")
      return nil
    }
  }

  private func reportLeftovers() {
    for parameter in parameters where !taken.contains(parameter.name) {
      errors.report(.unknownParameter, at: "?\(parameter.name)")
    }
  }

  /// The text of a percent-encoded one; nil when it isn't UTF-8 or holds U+0000. A `+` stands for itself (RFC 3986), so
  /// that an instant with an offset may be typed as it is.
  private static func decoded(_ encoded: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = encoded.utf8
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(hexDigit), let low = rest.popFirst().flatMap(hexDigit)
      else { return nil }
      bytes.append(high << 4 | low)
    }
    guard !bytes.contains(0) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
  }
}
