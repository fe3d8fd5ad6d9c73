import Foundation
import Scheduling
import Stage

/// A running service, and who may do what there.
struct Venue: Sendable {
  /// The roles an office's part is played in.
  static let roles: [Role] = [.counselor, .supervisor, .officeHead, .gateway]

  let client: Client
  /// Where the service's data can be looked at; nil for a service of somebody else's.
  let database: Database?
  let administrator: String
  /// By the office's code.
  let tokens: [String: [Role: String]]

  /// The instant on the service's clock.
  func now() async throws -> Instant {
    struct Reading: Decodable { let now: String }
    guard let answer = await client.send("GET", "/v1/clock", token: administrator), answer.status == 200,
      let now = Instant(rfc3339: try answer.decode(Reading.self).now)
    else { throw StageError("the service does not tell its clock; is the token of system_admin right?") }
    return now
  }

  /// Moves the clock forward; what fell due by then is written down.
  func move(to instant: Instant) async throws {
    let body = #"{"now":"\#(instant.rfc3339UTC)"}"#
    for _ in 0..<20 {
      let answer = await client.send("POST", "/v1/clock", token: administrator, body: body)
      if answer?.status == 200 { return }
      guard answer?.status == 503 else {
        throw StageError("the clock cannot be moved to \(instant.rfc3339UTC): \(answer?.summary ?? "no answer")")
      }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw StageError("the service was too busy to move its clock")
  }
}

extension Venue {
  /// A service that runs already: its tokens lie in a folder, `system_admin` and, for each office, `CODE/ROLE`.
  static func running(_ client: Client, tokens folder: String, _ profiles: [OfficeProfile]) throws -> Venue {
    func token(_ name: String) throws -> String {
      guard let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) else {
        throw StageError("\(folder)/\(name) cannot be read; it should hold a token of `madoguchi token create`")
      }
      return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    let tokens = try profiles.map { profile in
      (
        profile.code,
        Dictionary(uniqueKeysWithValues: try roles.map { ($0, try token("\(profile.code)/\($0.rawValue)")) })
      )
    }
    return Venue(
      client: client, database: nil, administrator: try token("system_admin"),
      tokens: Dictionary(uniqueKeysWithValues: tokens))
  }

  /// A service that was started for this: offices, terms and tokens come through the command line. The tokens are kept
  /// beside the data, for whoever wants to look at it afterwards.
  static func made(on stage: Stage, _ profiles: [OfficeProfile]) async throws -> Venue {
    let folder = stage.database.directory
    let place = ["--embedded", folder]
    let header = "code,bureau,name,phone,timezone,windows,vendors\n"
    let rows = profiles.map { $0.row + "\n" }.joined()
    try (header + rows).write(toFile: folder + "/offices.csv", atomically: true, encoding: .utf8)
    try "オンライン職業相談利用規約\n".write(toFile: folder + "/terms.txt", atomically: true, encoding: .utf8)
    try await stage.program.run(["office", "import", folder + "/offices.csv"] + place)
    try await stage.program.run(
      [
        "terms", "publish", folder + "/terms.txt", "--ministry", "--effective-from", "2026-04-01", "--ground",
        "initial",
      ]
        + place)
    let wanted = [("", Role.systemAdmin)] + profiles.flatMap { profile in roles.map { (profile.code, $0) } }
    let texts = try await inParallel(4, wanted) { office, role in
      let scope = office.isEmpty ? [] : ["--office", office]
      let text = try await stage.program.run(
        ["token", "create", "--role", role.rawValue, "--name", "simulation"] + scope + place)
      try keep(text, "\(folder)/tokens/\(office)", role)
      return text
    }
    var tokens: [String: [Role: String]] = [:]
    for ((office, role), text) in zip(wanted, texts) { tokens[office, default: [:]][role] = text }
    return Venue(
      client: stage.client, database: stage.database, administrator: tokens[""]?[.systemAdmin] ?? "", tokens: tokens)
  }

  private static func keep(_ token: String, _ folder: String, _ role: Role) throws {
    let files = FileManager.default
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    _ = files.createFile(
      atPath: "\(folder)/\(role.rawValue)", contents: Data((token + "\n").utf8), attributes: [.posixPermissions: 0o600])
  }
}
