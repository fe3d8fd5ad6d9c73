extension OpeningWindow {
  /// Why a list of windows cannot be read.
  public enum ListError: Error, Sendable, Hashable {
    /// No window at all.
    case empty
    /// Not `HH:MM-HH:MM`, or a time that no clock shows.
    case malformed(String)
    /// It ends before, or when, it begins.
    case reversed(String)
    /// Two windows share time.
    case overlap(OpeningWindow, OpeningWindow)
  }

  /// Reads `09:00-12:00;13:00-16:00`, the form of the office import, and returns the windows sorted.
  public static func list(_ text: String) throws(ListError) -> [OpeningWindow] {
    guard !text.isEmpty else { throw .empty }
    return try list(text.split(separator: ";", omittingEmptySubsequences: false).map(String.init))
  }

  /// Reads one text per window, the form of the JSON API, and returns the windows sorted.
  public static func list(_ texts: [String]) throws(ListError) -> [OpeningWindow] {
    guard !texts.isEmpty else { throw .empty }
    var windows: [OpeningWindow] = []
    for text in texts {
      windows.append(try one(text))
    }
    return try disjoint(windows)
  }

  /// The windows sorted, if none overlaps another.
  public static func disjoint(_ windows: [OpeningWindow]) throws(ListError) -> [OpeningWindow] {
    let sorted = windows.sorted()
    for (earlier, later) in zip(sorted, sorted.dropFirst()) where earlier.overlaps(later) {
      throw .overlap(earlier, later)
    }
    return sorted
  }

  /// The list in the form of the office import.
  public static func text(_ windows: [OpeningWindow]) -> String {
    windows.map(\.description).joined(separator: ";")
  }

  private static func one(_ text: String) throws(ListError) -> OpeningWindow {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let from = TimeOfDay(String(parts[0])), let to = TimeOfDay(String(parts[1]))
    else { throw .malformed(text) }
    guard let window = OpeningWindow(from: from, to: to) else { throw .reversed(text) }
    return window
  }
}
