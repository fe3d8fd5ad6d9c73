import Foundation
import FoundationNetworking

/// Writes down every answer, a line of JSON each, for Tests/Contract/validate.py, when `MADOGUCHI_ANSWERS` names a file.
enum Recording {
  private struct Line: Encodable {
    let method: String
    let path: String
    let status: Int
    let type: String?
    let body: Data
  }

  private static let descriptor: Int32? = ProcessInfo.processInfo.environment["MADOGUCHI_ANSWERS"].flatMap {
    let descriptor = open($0, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    return descriptor < 0 ? nil : descriptor
  }

  static func note(_ method: String, _ path: String, _ response: HTTPURLResponse, _ body: Data) {
    guard let descriptor else { return }
    let line = Line(
      method: method, path: path, status: response.statusCode,
      type: response.value(forHTTPHeaderField: "Content-Type"), body: body)
    guard var bytes = try? JSONEncoder().encode(line) else { return }
    bytes.append(0x0A)
    // One write a line: answers that arrive at once don't mix.
    _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
  }
}
