import ArgumentParser
import Foundation
import Simulation
import Stage

struct Leaks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look for every planted secret and person wherever anything is written or said, after a simulated week.",
    discussion: """
      A service that logs everything, a PostgreSQL that logs errors with their details and statements, a receiver of messages, \
      and a simulated week; then careless clients that put what is planted into addresses, header fields and wrong places of \
      bodies, everything that the contract lets anybody read, and a dump of every table. Meeting secrets, tokens, keys, \
      webhook secrets, names and numbers are looked for in the clear, JSON-escaped, percent-encoded, in hex and in base64. \
      Exit code 1 when one is where it does not belong, or when a place held nothing to look through; what was found is \
      not repeated.
      """)

  /// A Wednesday evening; five of the seven days after it are open.
  private static let clock = "2026-09-30T18:00:00+09:00"

  @Option(help: "How many offices take part.")
  var offices = 3

  @Option(help: "How many days.")
  var days = 7

  @Option(help: "What the made-up work depends on.")
  var seed: UInt64 = 1

  @OptionGroup var stage: StageOptions

  func validate() throws {
    guard (1...16).contains(offices) else { throw ValidationError("--offices takes 1 to 16") }
    guard (2...31).contains(days) else { throw ValidationError("--days takes 2 to 31") }
  }

  func run() async throws {
    let secret = "kunren-" + (0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
    let file = "/tmp/madoguchi-leaks-\(getpid())"
    let isWritten = FileManager.default.createFile(
      atPath: file, contents: Data(secret.utf8), attributes: [.posixPermissions: 0o600])
    guard isWritten else { throw DrillError("\(file) cannot be written") }
    defer { try? FileManager.default.removeItem(atPath: file) }
    let (transcript, letterbox) = (Transcript(), Letterbox())
    let (options, simulation) = (stage, Simulation(offices: offices, days: days, seed: seed))
    let connections = max(4, offices + 1)
    try await Receiver.with {
      letterbox.take($0)
    } _: { port in
      var staging = Self.staging(port: port, secretFile: file)
      staging.observe = { transcript.note($0) }
      try await Stage.with(options, connections: connections, staging: staging) { stage in
        let week = Week(
          simulation: simulation, stage: stage, port: port, webhookSecret: secret, transcript: transcript,
          letterbox: letterbox)
        let (verdict, plants, evidence) = try await week.live()
        Progress.show("looking", isLast: true)
        if !verdict.isClean {
          // the books are another proof's, and a short week has not every status
          let violations = verdict.text.components(separatedBy: "\n\n").last ?? ""
          print("the simulated week did not go as planned: \(violations)\n")
        }
        let report = LeakReport(plants, evidence)
        print(report.text)
        if !report.isClean { throw ExitCode.failure }
      }
    }
  }

  private static func staging(port: Int, secretFile: String) -> Staging {
    var staging = Staging()
    staging.clock = clock
    staging.logLevel = "trace"
    staging.arguments = [
      "--webhook-url", "http://127.0.0.1:\(port)/messages", "--webhook-secret-file", secretFile,
      "--webhook-allow-private", "true", "--relay-backoff", "50",
    ]
    // a private server is terser than one that nobody has set up
    staging.settings = ["log_error_verbosity": "default", "log_min_error_statement": "error"]
    return staging
  }
}

extension LeakReport {
  /// Looks for what was planted in what there is.
  init(_ plants: Plants, _ evidence: Evidence) {
    let inspection = Inspection(search: NeedleSearch(plants.needles), belongings: plants.belongings)
    self.init(
      places: inspection.places(of: evidence),
      needles: Dictionary(grouping: plants.needles, by: \.kind).mapValues(\.count))
  }
}
