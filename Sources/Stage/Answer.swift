import Foundation
import NIOCore

/// What the service answered.
public struct Answer: Sendable {
  /// The HTTP status.
  public let status: Int
  private let headers: [String: String]
  private let bytes: ByteBuffer

  /// One that is made up, for whoever tests what becomes of it.
  public init(status: Int, headers: [String: String] = [:], text: String) {
    self.init(status: status, headers: headers, bytes: ByteBuffer(string: text))
  }

  init(status: Int, headers: [String: String], bytes: ByteBuffer) {
    self.status = status
    self.headers = headers
    self.bytes = bytes
  }

  /// A header's first value; names are compared without regard to case.
  public subscript(header name: String) -> String? { headers[name.lowercased()] }

  /// The seconds that a busy service asks its client to wait, as they were sent.
  public var retryAfter: String? { self[header: "Retry-After"] }

  /// A problem's code.
  public var code: String? { try? decode(Problem.self).code }

  /// Status and code, for counting: `409 slot_taken`.
  public var summary: String { status < 400 ? "\(status)" : "\(status) \(code ?? "without a code")" }

  /// The body as it came.
  public var text: String { String(buffer: bytes) }

  /// The body as JSON.
  public func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(bytes.readableBytesView))
  }

  private struct Problem: Decodable { let code: String }
}
