import Foundation

/// A line on standard error that says how far something has come: in place on a terminal, at the end elsewhere.
public enum Progress {
  /// Whether anybody sees it move.
  public static let isTerminal = isatty(STDERR_FILENO) == 1

  /// - Parameter isLast: whether the line is to stay.
  public static func show(_ text: String, isLast: Bool = false) {
    if isTerminal {
      FileHandle.standardError.write(Data("\r\u{1B}[K\(text)\(isLast ? "\n" : "")".utf8))
    } else if isLast {
      FileHandle.standardError.write(Data("\(text)\n".utf8))
    }
  }
}
