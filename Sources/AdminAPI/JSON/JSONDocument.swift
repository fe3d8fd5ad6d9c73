/// A parsed JSON text: its tree, and what is wrong with it although it could be read.
struct JSONDocument: Sendable, Equatable {
  /// The tree.
  let root: JSONValue
  /// Duplicate members and texts no field may hold, in the order of the text; never more than ``faultLimit``.
  let faults: [Fault]

  /// The most faults that are kept: an answer must not grow far beyond the request it answers.
  static let faultLimit = 100

  /// Something that is valid JSON but not acceptable input.
  struct Fault: Sendable, Equatable {
    /// Where it is.
    let pointer: JSONPointer
    /// What it is.
    let kind: Kind

    /// The kinds of faults.
    enum Kind: Sendable, Equatable {
      /// The object already has a member of this name. RFC 8259 §4 leaves the meaning open, so it has none here.
      case duplicateMember
      /// A string with U+0000 or an unpaired surrogate: PostgreSQL's `text` can hold neither.
      case unstorableText
    }
  }

  /// Reads a JSON text.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8 without a byte order mark.
  ///   - depth: how many arrays and objects may lie in one another.
  /// - Throws: ``JSONSyntaxError`` when the bytes are not one JSON value, not UTF-8, or nested too deeply.
  init(parsing bytes: [UInt8], depth: Int = 64) throws(JSONSyntaxError) {
    var parser = JSONParser(bytes: bytes, depthLimit: depth)
    self.root = try parser.document()
    self.faults = parser.faults
  }
}

/// The bytes are not a JSON text.
struct JSONSyntaxError: Error, Sendable, Equatable {
  /// The byte at which reading stopped, counted from 0.
  let offset: Int
}
