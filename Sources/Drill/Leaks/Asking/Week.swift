import Foundation
import NIOConcurrencyHelpers
import Postgres
import Simulation
import Stage

/// A simulated week with everything that comes after it, of which nothing that is written or said gets lost.
struct Week: Sendable {
  let simulation: Simulation
  let stage: Stage
  /// Of the receiver.
  let port: Int
  /// What signs messages of offices without a secret of their own.
  let webhookSecret: String
  let transcript: Transcript
  let letterbox: Letterbox

  /// Commands that tell of a deployment.
  private static let commands = [
    ["doctor", "--audit"], ["keys", "rotate"], ["retention", "run", "--all", "--dry-run"],
    ["retention", "run", "--all"],
  ]

  func live() async throws -> (verdict: Verdict, plants: Plants, evidence: Evidence) {
    let watch = ProcessWatch(folder: stage.database.directory)
    let watching = Task { await watch.watch() }
    defer { watching.cancel() }
    let verdict = try await simulation.run(on: stage)
    let visitors = try await Visitors.gather(on: stage)
    guard let office = visitors.offices.keys.min() else { throw DrillError("there is no office") }
    let desk = Desk(office: office, client: stage.client, tokens: visitors.tokens(in: office))

    var plants = Plants()
    plants.add(verdict.planted)
    plants.add(.token, visitors.tokens)
    plants.add(.webhook, [webhookSecret, try await ownWebhook(of: office)])
    plants.add(ring: try String(contentsOfFile: stage.database.directory + "/keys", encoding: .utf8))
    try await goOn(at: desk, with: verdict.planted, plants)
    try await Reading(client: stage.client, visitors: visitors).read()
    var evidence = Evidence()
    evidence.commands = try await listenToCommands()
    try await waitForMessages(desk)

    evidence.dump = try await TableDump.take(of: stage.database)
    try await plants.belongings.read(from: stage.database)
    await watch.look()
    // what it says when it stops is said too
    await stage.service.stop()
    evidence.processes = await watch.passages
    evidence.serviceLog = try Self.bytes(of: stage.database.directory + "/service.log")
    evidence.databaseLog = try Self.bytes(of: stage.database.directory + "/postgres/server.log")
    evidence.exchanges = transcript.exchanges
    evidence.letters = letterbox.letters
    plants.add(evidence.exchanges)
    return (verdict, plants, evidence)
  }

  /// A webhook of the office's own, whose secret is made and told once.
  private func ownWebhook(of office: String) async throws -> String {
    try await stage.program.run(
      "office", "webhook", "--office", office, "--url", "http://127.0.0.1:\(port)/own",
      "--webhook-allow-private", "true", "--embedded", stage.database.directory)
  }

  private func goOn(at desk: Desk, with planted: Planted, _ plants: Plants) async throws {
    Progress.show("after the week")
    let late = LateArrivals(desk: desk)
    let known = try await stage.database.connect().run(
      Statement(
        """
        SELECT s.job_seeker_number, s.name FROM seekers s JOIN offices o ON o.id = s.office_id
        WHERE o.code = $1 AND s.job_seeker_number IS NOT NULL ORDER BY s.job_seeker_number LIMIT 1
        """, desk.office)
    ).first
    let (number, name) = (try known?.decode(0, as: String.self), try known?.decode(1, as: String.self))
    try await late.come(number: number, name: planted.names.first { $0 != name } ?? "訓練 別子")
    try await late.disclose()
    try await late.offendDatabase()
    let licence = try await desk.expect(200, "GET", "licences?limit=1")["items"]?.elements.first?["id"]?.text ?? ""
    let sample = Needle.Kind.allCases.flatMap { kind in
      plants.needles.filter { $0.kind == kind }.sorted { $0.value < $1.value }.prefix(3)
    }
    try await Carelessness(desk: desk, licence: licence).beCareless(with: sample)
  }

  private func listenToCommands() async throws -> [Evidence.Passage] {
    var passages: [Evidence.Passage] = []
    for command in Self.commands {
      let (said, exitCode) = try await stage.program.listen(to: command + ["--embedded", stage.database.directory])
      guard exitCode == 0, !said.isEmpty else {
        throw DrillError("madoguchi \(command.joined(separator: " ")): exit code \(exitCode)")
      }
      passages.append(Evidence.Passage(origin: command.joined(separator: " "), text: said))
    }
    return passages
  }

  /// Waits until everything that is due has left.
  private func waitForMessages(_ desk: Desk) async throws {
    var waiting = 0
    for _ in 0..<300 {
      let now = try await desk.expect(200, "GET", "/v1/clock", by: "system_admin")["now"]?.text ?? ""
      let due = try await stage.database.connect().run(
        Statement(
          "SELECT count(*) FROM messages WHERE status = 'pending' AND due_at <= ($1::text)::timestamptz", now))
      waiting = try due.first?.decode(0) ?? 0
      if waiting == 0 { return }
      Progress.show("\(waiting) messages wait")
      try await Task.sleep(for: .milliseconds(200))
    }
    throw DrillError("\(waiting) messages were not delivered in a minute")
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    guard let bytes = FileManager.default.contents(atPath: path) else { throw DrillError("\(path) cannot be read") }
    return Array(bytes)
  }
}
