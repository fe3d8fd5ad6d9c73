import HTTPTypes
import Hummingbird
import OfficeStore

extension Incoming {
  /// What makes a repetition of this request answer like the first; nil without an `Idempotency-Key`, and for any method
  /// but POST.
  func replayKey() throws(Problem) -> ReplayKey? {
    guard request.method == .post, let key = request.headers[.idempotencyKey] else { return nil }
    guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Problem("invalid_header", argument: "Idempotency-Key")
    }
    return ReplayKey(
      key: key, method: request.method.rawValue, path: request.head.path ?? "", body: bytes, token: token)
  }

  /// The version that `If-Match` names (RFC 9110 §13.1.1); nil without the header, and for `*`.
  ///
  /// A tag that no version can have, a weak one included, is told as a version that never is: the answer is then 412,
  /// in its place in the order of judgement.
  func expectedVersion() throws(Problem) -> Int? {
    guard let header = request.headers[.ifMatch]?.trimmingBlanks(), header != "*" else { return nil }
    guard !header.contains(",") else { throw Problem("invalid_header", argument: "If-Match") }
    guard header.count > 2, header.first == "\"", header.last == "\"" else { return Self.neverAVersion }
    return Int(header.dropFirst().dropLast()).flatMap { $0 > 0 ? $0 : nil } ?? Self.neverAVersion
  }

  private static let neverAVersion = -1
}

extension StringProtocol {
  /// Without blanks and tabs at both ends.
  func trimmingBlanks() -> String {
    let front = drop { $0 == " " || $0 == "\t" }
    guard let last = front.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return String(front[...last])
  }
}
