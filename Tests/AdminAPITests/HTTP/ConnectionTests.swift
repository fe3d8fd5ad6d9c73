import Foundation
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

@testable import AdminAPI

/// What only a real connection shows: bodies that never end, clients that never finish, a server that stops.
@Suite(.timeLimit(.minutes(1))) struct ConnectionTests {
  @Test func `an endless chunked body is refused without being read, and the connection closed`() async throws {
    try await withServer { port in
      let received = try await exchange(port) { send in
        try await send("POST /v1/clock HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        let chunk = "8000\r\n" + String(repeating: "x", count: 0x8000) + "\r\n"
        // Far more than the limit; once the server has had enough, sending fails.
        for _ in 0..<2000 { try await send(chunk) }
      }
      #expect(received.hasPrefix("HTTP/1.1 413"))
      #expect(received.lowercased().contains("connection: close"))
    }
  }

  @Test func `a declared length beyond the limit is refused before any of it is sent`() async throws {
    try await withServer { port in
      let received = try await exchange(port) { send in
        try await send("POST /v1/clock HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999999\r\n\r\n")
      }
      #expect(received.hasPrefix("HTTP/1.1 413"))
    }
  }

  @Test func `a client that drips its body is cut off`() async throws {
    try await withServer {
      $0.bodyDeadline = .milliseconds(300)
    } _: { port in
      let start = ContinuousClock.now
      let received = try await exchange(port) { send in
        try await send("POST /v1/clock HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n")
        for _ in 0..<1000 {
          try await send("x")
          try await Task.sleep(for: .milliseconds(50))
        }
      }
      #expect(received.isEmpty)
      #expect(ContinuousClock.now - start < .seconds(20))
    }
  }

  @Test func `a silent connection is closed`() async throws {
    try await withServer {
      $0.idleTimeout = .milliseconds(300)
    } _: { port in
      let received = try await exchange(port) { send in try await send("GET /healthz HTT") }
      #expect(received.isEmpty)
    }
  }

  @Test func `a request in flight is answered when the server stops`() async throws {
    let answer = NIOLockedValueBox("")
    try await withServer { port in
      let half = "POST /v1/clock HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{"
      let received = try await exchange(port, whileStopping: true) { send in
        try await send(half)
        try await Task.sleep(for: .milliseconds(300))
        try await send("}")
      }
      answer.withLockedValue { $0 = received }
    }
    #expect(answer.withLockedValue { $0 }.hasPrefix("HTTP/1.1 401"))
  }

  @TaskLocal private static var group: ServiceGroup?

  private func withServer(
    _ configure: (inout AdminConfiguration) -> Void = { _ in }, _ body: @escaping @Sendable (Int) async throws -> Void
  ) async throws {
    var configuration = AdminConfiguration()
    configuration.port = 0
    configure(&configuration)
    let (ports, running) = AsyncStream.makeStream(of: Int.self)
    let server = AdminServer(store: try .unreachable(), configuration: configuration, logger: .silent)
    let application = server.application { port in running.yield(port) }
    let group = ServiceGroup(configuration: .init(services: [application], logger: .silent))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      for await port in ports {
        try await Self.$group.withValue(group) { try await body(port) }
        break
      }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  /// Sends what `talk` sends and returns all that came back until the other end closed.
  private func exchange(
    _ port: Int, whileStopping: Bool = false,
    _ talk: @escaping @Sendable (_ send: @Sendable (String) async throws -> Void) async throws -> Void
  ) async throws -> String {
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      let talking = Task {
        try await talk { try await outbound.write(ByteBuffer(string: $0)) }
      }
      if whileStopping {
        try await Task.sleep(for: .milliseconds(100))
        await Self.group?.triggerGracefulShutdown()
      }
      var received = ""
      do {
        for try await buffer in inbound { received += String(buffer: buffer) }
      } catch is IOError {
        // A reset: the server had enough while we were still sending. What it said before has been read.
      }
      talking.cancel()
      return received
    }
  }
}
