import ArgumentParser
import Foundation
import Stage

struct RelayDrill: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relay",
    abstract:
      "Two relays, one of them killed, and a receiver that fails one call in three: each message once, in order.",
    discussion: """
      The receiver remembers ids, checks signatures, and fails by turns before and after it has taken a message. In the \
      middle one relay gets SIGKILL and is started again; what it had in hand comes again when its lease has run out. \
      Messages are put into the outbox by SQL, ten about each booking, as fast as they are taken out. Exit code 1 when one \
      is lost, out of order or given up.
      """)

  @Option(help: "How many messages.")
  var messages = 10_000

  @OptionGroup var stage: StageOptions

  func validate() throws {
    guard (20...1_000_000).contains(messages) else { throw ValidationError("--messages takes 20 to 1000000") }
  }

  func run() async throws {
    let inbox = Inbox(secret: "the secret of both sides", failing: true)
    try await Stage.with(stage, connections: 16) { stage in
      try await Receiver.with {
        inbox.answer($0)
      } _: { port in
        let codes = ["2801", "2804", "2805", "2806"]
        let offices = try await DrillOffice.open(codes.map { ($0, 1) }, on: stage)
        let load = try await MessageLoad(messages, in: offices, of: stage.database)
        let relays = try ["relay-1", "relay-2"].map { try Self.relay($0, on: stage, port: port) }
        let run = RelayRun(load: load, inbox: inbox, relays: relays, count: messages)
        let outcome = await Result.catching { try await run.measure() }
        for relay in relays { await relay.stop() }
        let report = try await run.report(try outcome.get())
        print(report.table)
        if !report.isClean { throw ExitCode.failure }
      }
    }
  }

  static func relay(_ name: String, on stage: Stage, port: Int) throws -> RelayProcess {
    let secret = stage.database.directory + "/webhook-secret"
    try "the secret of both sides\n".write(toFile: secret, atomically: true, encoding: .utf8)
    return RelayProcess(
      name, program: stage.program, directory: stage.database.directory, port: port, secret: secret)
  }
}

extension Result where Failure == any Error {
  static func catching(_ body: () async throws -> Success) async -> Self {
    do {
      return .success(try await body())
    } catch {
      return .failure(error)
    }
  }
}
