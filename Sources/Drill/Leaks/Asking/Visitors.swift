import Foundation
import Stage

/// Everybody who has a token: of each office, and for all of them.
struct Visitors: Sendable {
  /// Tokens by the office's code and the role.
  let offices: [String: [String: String]]
  /// Tokens by role, for all offices.
  let everywhere: [String: String]

  /// Every token.
  var tokens: [String] { offices.values.flatMap(\.values) + everywhere.values }

  /// Those who may try in an office, by role.
  func tokens(in office: String) -> [String: String] {
    (offices[office] ?? [:]).merging(everywhere) { own, _ in own }
  }

  /// Reads what a simulation left in `tokens`, and makes tokens for those who took no part in it.
  static func gather(on stage: Stage) async throws -> Visitors {
    let folder = stage.database.directory + "/tokens"
    var offices: [String: [String: String]] = [:]
    var everywhere: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      if name.count == 4, name.allSatisfy(\.isNumber) {
        for role in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)") {
          offices[name, default: [:]][role] = try read("\(folder)/\(name)/\(role)")
        }
      } else {
        everywhere[name] = try read("\(folder)/\(name)")
      }
    }
    for role in ["auditor", "ministry_statistics"] where everywhere[role] == nil {
      everywhere[role] = try await stage.program.run(
        "token", "create", "--role", role, "--name", "drill", "--embedded", stage.database.directory)
    }
    guard !offices.isEmpty else { throw DrillError("the simulation has left no tokens") }
    return Visitors(offices: offices, everywhere: everywhere)
  }

  private static func read(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
