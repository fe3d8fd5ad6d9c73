/// What one look at a deployment found.
public struct Finding: Sendable, Equatable {
  /// How it stands.
  public enum Verdict: String, Sendable {
    /// As it must be.
    case ok
    /// It works, and somebody will miss something.
    case warning
    /// The deployment must not go on so.
    case wrong
  }

  /// What was looked at, in a word or two.
  public let subject: String
  /// How it stands.
  public let verdict: Verdict
  /// What was found; names of tables, roles and offices, never a person's.
  public let text: String
  /// What to do about it; nil when all is well.
  public let remedy: String?

  /// All is well.
  public static func ok(_ subject: String, _ text: String) -> Finding {
    Finding(subject: subject, verdict: .ok, text: text, remedy: nil)
  }

  /// Somebody will miss something.
  public static func warning(_ subject: String, _ text: String, remedy: String) -> Finding {
    Finding(subject: subject, verdict: .warning, text: text, remedy: remedy)
  }

  /// It must not go on so.
  public static func wrong(_ subject: String, _ text: String, remedy: String) -> Finding {
    Finding(subject: subject, verdict: .wrong, text: text, remedy: remedy)
  }
}
