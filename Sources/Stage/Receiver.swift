import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// The other side of a webhook: an HTTP server on a port of its own.
public enum Receiver {
  /// A request as it arrived.
  public struct Request: Sendable {
    /// The path.
    public let path: String
    /// The body.
    public let body: [UInt8]
    private let headers: [String: String]

    init(path: String, headers: [String: String], body: [UInt8]) {
      self.path = path
      self.headers = headers
      self.body = body
    }

    /// The header, a field a line.
    public var head: String {
      headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
    }

    /// A header's value; names are compared without regard to case.
    public subscript(header name: String) -> String? { headers[name.lowercased()] }
  }

  /// What it answers.
  public struct Reply: Sendable {
    /// What follows the answer's head.
    public enum Body: Sendable {
      /// Nothing, as the head says.
      case empty
      /// Nothing, though the head says that one byte does.
      case withheld
      /// One byte after the other, without end.
      case endless
    }

    let status: Int
    let location: String?
    let body: Body

    /// A status, where it points, and how it goes on.
    public init(_ status: Int, location: String? = nil, body: Body = .empty) {
      self.status = status
      self.location = location
      self.body = body
    }
  }

  /// Listens on 127.0.0.1 while `body` runs, which gets the port.
  public static func with<Output: Sendable>(
    _ answer: @escaping @Sendable (Request) async throws -> Reply,
    _ body: @escaping @Sendable (Int) async throws -> Output
  ) async throws -> Output {
    let router = Router()
    router.post("**") { request, _ in
      let buffer = try await request.body.collect(upTo: 4_194_304)
      let headers = Dictionary(request.headers.map { ($0.name.canonicalName, $0.value) }) { first, _ in first }
      let reply = try await answer(
        Request(path: request.uri.path, headers: headers, body: Array(buffer.readableBytesView)))
      var response = Response(status: .init(code: reply.status), body: reply.body.written)
      if let location = reply.location { response.headers[.location] = location }
      return response
    }
    let (ports, listening) = AsyncStream.makeStream(of: Int.self)
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { listening.yield($0.localAddress?.port ?? 0) },
      logger: Logger(label: "receiver") { _ in SwiftLogNoOpLogHandler() })
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await application.run() }
      var iterator = ports.makeAsyncIterator()
      guard let port = await iterator.next() else { throw StageError("the receiver does not listen") }
      let outcome: Result<Output, any Error>
      do {
        outcome = .success(try await body(port))
      } catch {
        outcome = .failure(error)
      }
      group.cancelAll()
      while let ended = await group.nextResult() { _ = ended }
      return try outcome.get()
    }
  }
}

extension Receiver.Reply.Body {
  fileprivate var written: ResponseBody {
    switch self {
    case .empty: ResponseBody()
    case .withheld: ResponseBody(contentLength: 1) { _ in try await Task.sleep(for: .seconds(600)) }
    case .endless:
      ResponseBody { writer in
        while true {
          try await writer.write(ByteBuffer(string: "."))
          try await Task.sleep(for: .milliseconds(20))
        }
      }
    }
  }
}
