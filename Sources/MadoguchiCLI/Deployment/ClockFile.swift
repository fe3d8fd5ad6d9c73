import Foundation

/// How far a private deployment's clock is ahead of the system's, kept across restarts.
struct ClockFile: Sendable {
  private let path: String

  init(directory: String) { path = directory + "/clock-offset" }

  /// Microseconds; 0 when nothing is kept.
  func offset() throws -> Int64 {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return 0 }
    guard let offset = Int64(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw Sentence("\(path) does not hold a number of microseconds; remove it to go on in real time")
    }
    return offset
  }

  func keep(_ offset: Int64) throws {
    try "\(offset)\n".write(toFile: path, atomically: true, encoding: .utf8)
  }
}
