import HTTPTypes
import Hummingbird
import OfficeStore

extension Response {
  /// 200 with a JSON object whose members `body` writes.
  static func json(_ body: (inout JSONWriter) -> Void) -> Response {
    Response(Answer.json(200, body))
  }

  /// What a command answered.
  init(_ reply: Reply) {
    self.init(reply.answer)
    if reply.replayed { headers[.idempotencyReplayed] = "true" }
  }

  /// An answer as it is sent.
  init(_ answer: Answer) {
    var headers = HTTPFields()
    for header in answer.headers {
      if let name = HTTPField.Name(header.name) { headers[name] = header.value }
    }
    if !answer.body.isEmpty { headers[.contentType] = "application/json" }
    self.init(
      status: .init(code: answer.status), headers: headers,
      body: answer.body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}

extension Answer {
  /// A JSON object whose members `body` writes.
  static func json(
    _ status: Int = 200, headers: [(name: String, value: String)] = [], _ body: (inout JSONWriter) -> Void
  ) -> Answer {
    Answer(status: status, headers: headers, body: JSONWriter.write { $0.object(body) })
  }

  /// 201 with the new thing's address.
  static func created(at path: String, _ body: (inout JSONWriter) -> Void) -> Answer {
    json(201, headers: [("Location", path)], body)
  }

  /// 204
  static let noContent = Answer(status: 204, body: [])
}
