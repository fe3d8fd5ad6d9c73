/// Why something could not be staged at all: no program, no service, no answer.
public struct StageError: Error, CustomStringConvertible {
  /// A sentence for whoever started it.
  public let description: String

  /// - Parameter description: the sentence.
  public init(_ description: String) { self.description = description }
}
