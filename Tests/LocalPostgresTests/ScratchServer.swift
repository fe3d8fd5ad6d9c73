import Foundation
import Logging

@testable import LocalPostgres

/// A directory for one test, gone at its end with the server in it.
struct ScratchServer {
  let directory: String

  /// Runs `body` with a directory that does not exist yet.
  static func use(
    under parent: String = NSTemporaryDirectory(), named name: String = "local",
    _ body: (ScratchServer) async throws -> Void
  ) async throws {
    let scratch = "\(parent)/madoguchi-test-\(UInt32.random(in: 1_000_000_000 ... .max))"
    let server = ScratchServer(directory: "\(scratch)/\(name)")
    let outcome: Result<Void, any Error>
    do {
      outcome = .success(try await body(server))
    } catch {
      outcome = .failure(error)
    }
    try? await LocalPostgres.erase(server.directory)
    try? FileManager.default.removeItem(atPath: scratch)
    try outcome.get()
  }

  /// Starts or joins the server, quick and forgetful.
  func start() async throws -> LocalPostgres {
    var logger = Logger(label: "LocalPostgresTests")
    logger.logLevel = .critical
    let options = LocalPostgres.Options(maxConnections: 10, fsync: false, sharedBuffers: "4MB")
    return try await LocalPostgres.start(in: directory, options: options, logger: logger)
  }

  /// What a statement answers, or the error's text.
  func query(_ sql: String) async throws -> String {
    let command = ["psql", "-h", directory, "-U", "postgres", "-X", "-q", "-At", "-c", sql, "postgres"]
    return try await onThreadOfItsOwn { ChildProcess(command, in: "/") }.output
  }

  /// The number of the server's main process; nil when there is none.
  var mainProcess: pid_t? {
    let file = try? String(contentsOfFile: directory + "/postgres/data/postmaster.pid", encoding: .utf8)
    return file?.split(separator: "\n").first.flatMap { pid_t($0) }
  }

  /// Asks until the answer is the awaited one, at most 30 seconds, and tells the last answer.
  func query(_ sql: String, until awaited: String) async throws -> String {
    var answer = ""
    for _ in 0..<300 {
      answer = try await query(sql)
      if answer == awaited { break }
      try await Task.sleep(for: .milliseconds(100))
    }
    return answer
  }
}
