import HTTPTypes
import Hummingbird
import NIOCore

/// Reads the whole body before anything else is judged, and refuses one that is larger than the limit without reading
/// the rest of it.
///
/// A client that sends its body too slowly is cut off: the idle timeout alone would let it hold the connection with one
/// byte every few seconds.
struct BodyLimit: RouterMiddleware {
  /// The most bytes a body may have.
  let limit: Int
  /// How long a client may take to send it.
  let deadline: TimeAmount

  /// How long a client whose body was refused is given to read the answer before the connection is closed. Closing at
  /// once would reset it while it is still sending, and the answer would be lost.
  private static let linger = TimeAmount.seconds(2)

  func handle(
    _ request: Request, context: AdminContext, next: Next
  ) async throws -> Response {
    var context = context
    context.body = try await body(of: request, context.channel)
    return try await next(request, context)
  }

  private func body(of request: Request, _ channel: any Channel) async throws -> [UInt8] {
    let length = request.headers[.contentLength].flatMap { Int($0) } ?? 0
    if length == 0 && request.headers[.transferEncoding] == nil { return [] }
    guard length <= limit else { throw refusal(closing: channel) }

    let cutOff = channel.eventLoop.scheduleTask(in: deadline) { channel.close(promise: nil) }
    defer { cutOff.cancel() }
    do {
      return Array(buffer: try await request.body.collect(upTo: limit))
    } catch is NIOTooManyBytesError {
      throw refusal(closing: channel)
    } catch {
      throw BrokenConnection(underlying: error)
    }
  }

  private func refusal(closing channel: any Channel) -> Problem {
    channel.eventLoop.scheduleTask(in: Self.linger) { channel.close(promise: nil) }
    var problem = Problem.payloadTooLarge
    problem.headers[.connection] = "close"
    return problem
  }
}

/// The body can't be read to its end, so no answer can be given either: the server closes the connection.
struct BrokenConnection: Error {
  /// What the server itself must see, to tell a malformed message from a lost connection.
  let underlying: any Error
}

extension Array where Element == UInt8 {
  init(buffer: ByteBuffer) {
    self = buffer.withUnsafeReadableBytes { [UInt8]($0) }
  }
}
