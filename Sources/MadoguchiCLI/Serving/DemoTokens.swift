import Foundation
import OfficeStore
import Scheduling

/// One token a role, kept in the demo's folder so that a second start has the same ones. Those of the office's own roles
/// belong to members of its staff.
struct DemoTokens: Sendable {
  private static let office = "2804"
  private static let bureau = "28"

  let texts: [(role: Role, text: String)]

  static func findOrMake(directory: String, deployment: Deployment) async throws -> DemoTokens {
    let folder = "\(directory)/tokens"
    guard let office = OfficeCode(office), let bureau = BureauCode(bureau) else {
      throw Sentence("the demo's own office has no valid code")
    }
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return try await deployment.asOwner { pool in
      let administration = Administration(owner: pool, clock: deployment.clock)
      let members = try await administration.staff(of: office)
      var texts: [(role: Role, text: String)] = []
      for role in Role.allCases {
        let path = "\(folder)/\(role.rawValue)"
        if let known = try? String(contentsOfFile: path, encoding: .utf8) {
          texts.append((role, known.trimmingCharacters(in: .whitespacesAndNewlines)))
          continue
        }
        let scope: Scope =
          switch role {
          case .counselor, .supervisor, .officeHead, .gateway, .auditor: .office(office)
          case .bureauStatistics: .bureau(bureau)
          case .ministryStatistics, .systemAdmin: .all
          }
        let name = "demo \(role.rawValue)"
        let text =
          if let member = members.first(where: { $0.role == role }) {
            try await administration.createToken(for: member.id, of: office, name: name)
          } else {
            try await administration.createToken(role: role, scope: scope, name: name)
          }
        try Data((text + "\n").utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        texts.append((role, text))
      }
      return DemoTokens(texts: texts)
    }
  }

  func announcement(address: String, directory: String) -> String {
    let width = texts.map(\.role.rawValue.count).max() ?? 0
    let lines = texts.map { "  \($0.role.rawValue.padding(toLength: width, withPad: " ", startingAt: 0))  \($0.text)" }
    return """

      窓口 Madoguchi serves on \(address)   (contract: \(address)/openapi.json)
      One token a role, for office \(Self.office) and bureau \(Self.bureau); also in \(directory)/tokens/ROLE:
      \(lines.joined(separator: "\n"))
      Messages are laid into \(directory)/spool, one file each.
      Ctrl-C stops everything; the data stays in \(directory).

      """
  }
}
