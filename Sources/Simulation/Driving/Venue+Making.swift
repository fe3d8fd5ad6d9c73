import Foundation
import Scheduling
import Stage

extension Venue {
  /// A token to be made: a role's, or a member's.
  private struct Wanted: Sendable {
    let office: String
    /// What its file is called.
    let name: String
    let arguments: [String]
  }

  /// A service that was started for this: offices, terms and tokens come through the command line. The tokens are kept
  /// beside the data, for whoever wants to look at it afterwards.
  static func made(on stage: Stage, _ profiles: [OfficeProfile]) async throws -> Venue {
    try await setUp(stage, profiles)
    let highest = Wanted(office: "", name: Role.systemAdmin.rawValue, arguments: ["--role", Role.systemAdmin.rawValue])
    guard let administrator = try await make([highest], on: stage).first else { throw StageError("no token was made") }
    let members = try await inParallel(4, profiles) { try await employ($0, on: stage, by: administrator) }
    let anonymous = profiles.flatMap { profile in
      Tokens.roles.map { Wanted(office: profile.code, name: $0.rawValue, arguments: ["--role", $0.rawValue]) }
    }
    let wanted = anonymous + members.joined()
    var tokens: [String: Tokens] = [:]
    for (one, text) in zip(wanted, try await make(wanted, on: stage)) {
      tokens[one.office, default: Tokens(roles: [.systemAdmin: administrator])].keep(text, of: one.name)
    }
    return Venue(client: stage.client, stage: stage, administrator: administrator, tokens: tokens)
  }

  private static func setUp(_ stage: Stage, _ profiles: [OfficeProfile]) async throws {
    let folder = stage.database.directory
    let place = ["--embedded", folder]
    let header = "code,bureau,name,phone,timezone,windows,vendors\n"
    let rows = profiles.map { $0.row + "\n" }.joined()
    try (header + rows).write(toFile: folder + "/offices.csv", atomically: true, encoding: .utf8)
    try Terms.first.write(toFile: folder + "/terms.txt", atomically: true, encoding: .utf8)
    try await stage.program.run(["office", "import", folder + "/offices.csv"] + place)
    let terms = ["--ministry", "--effective-from", "2026-04-01", "--ground", "initial"]
    try await stage.program.run(["terms", "publish", folder + "/terms.txt"] + terms + place)
  }

  /// Enters who works in an office.
  private static func employ(
    _ profile: OfficeProfile, on stage: Stage, by administrator: String
  ) async throws -> [Wanted] {
    struct Member: Decodable { let id: String }
    let counselors = (0..<profile.counselors).map { number in
      (name: profile.memberName(number), role: Role.counselor, file: Tokens.name(ofMember: number))
    }
    let lead = (name: OfficeProfile.leadName, role: Role.supervisor, file: Tokens.nameOfLead)
    var wanted: [Wanted] = []
    for member in counselors + [lead] {
      let answer = await stage.client.send(
        "POST", "/v1/offices/\(profile.code)/staff", token: administrator,
        body: #"{"name":"\#(member.name)","role":"\#(member.role.rawValue)"}"#)
      guard let answer, answer.status == 201 else {
        throw StageError("\(profile.code): nobody can be employed: \(answer?.summary ?? "no answer")")
      }
      let id = try answer.decode(Member.self).id
      wanted.append(Wanted(office: profile.code, name: member.file, arguments: ["--staff", id]))
    }
    return wanted
  }

  private static func make(_ wanted: [Wanted], on stage: Stage) async throws -> [String] {
    let folder = stage.database.directory
    return try await inParallel(4, wanted) { one in
      let scope = one.office.isEmpty ? [] : ["--office", one.office]
      let text = try await stage.program.run(
        ["token", "create", "--name", "simulation"] + one.arguments + scope + ["--embedded", folder])
      try keep(text, "\(folder)/tokens/\(one.office)", one.name)
      return text
    }
  }

  private static func keep(_ token: String, _ folder: String, _ name: String) throws {
    let files = FileManager.default
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    _ = files.createFile(
      atPath: "\(folder)/\(name)", contents: Data((token + "\n").utf8), attributes: [.posixPermissions: 0o600])
  }
}

extension Tokens {
  /// Members come in their order.
  fileprivate mutating func keep(_ token: String, of name: String) {
    if let role = Role(rawValue: name) {
      roles[role] = token
    } else if name == Self.nameOfLead {
      lead = token
    } else {
      members.append(token)
    }
  }
}
