import Foundation
import Scheduling
import Stage

/// A running service, and who may do what there.
struct Venue: Sendable {
  let client: Client
  /// What was started for this; nil for a service of somebody else's, whose data cannot be looked at.
  let stage: Stage?
  let administrator: String
  /// By the office's code.
  let tokens: [String: Tokens]

  /// Where the service's data can be looked at.
  var database: Database? { stage?.database }

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
  /// A service that runs already: its tokens lie in a folder, `system_admin` and, for each office, `CODE/ROLE` and those of
  /// its members of staff.
  static func running(_ client: Client, tokens folder: String, _ profiles: [OfficeProfile]) throws -> Venue {
    func token(_ name: String) throws -> String {
      guard let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) else {
        throw StageError("\(folder)/\(name) cannot be read; it should hold a token of `madoguchi token create`")
      }
      return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    let administrator = try token("system_admin")
    let tokens = try profiles.map { profile in
      var tokens = Tokens(roles: [.systemAdmin: administrator])
      for role in Tokens.roles { tokens.roles[role] = try token("\(profile.code)/\(role.rawValue)") }
      tokens.members = try (0..<profile.counselors).map { try token("\(profile.code)/\(Tokens.name(ofMember: $0))") }
      tokens.lead = try token("\(profile.code)/\(Tokens.nameOfLead)")
      return (profile.code, tokens)
    }
    return Venue(
      client: client, stage: nil, administrator: administrator, tokens: Dictionary(uniqueKeysWithValues: tokens))
  }
}
