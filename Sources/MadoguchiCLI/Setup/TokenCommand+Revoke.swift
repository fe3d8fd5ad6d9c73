import ArgumentParser
import OfficeStore
import Scheduling

extension TokenCommand {
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the tokens that work: id, role, reach, expiry and name, a line each.",
      discussion: "A token's text is kept nowhere and cannot be told.")

    @OptionGroup var database: DatabaseOptions

    @Option(help: "An office's four-digit code: its own tokens alone.", transform: Parsing.office)
    var office: OfficeCode?

    func run() async throws {
      try await Deployment.with(database) { deployment in
        try await deployment.asOwner { pool in
          for token in try await Administration(owner: pool, clock: deployment.clock).tokens(of: office) {
            print(token.line)
          }
        }
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take one token away; it is refused everywhere within five seconds.",
      discussion: "The audit of every office that it reached names it.")

    @OptionGroup var database: DatabaseOptions

    @Argument(help: "The token's id, as `token list` prints it.", transform: Parsing.token)
    var id: TokenID

    func run() async throws {
      try await Deployment.with(database) { deployment in
        try await deployment.asOwner { pool in
          guard let token = try await Administration(owner: pool, clock: deployment.clock).revokeToken(id) else {
            throw Sentence("no token with that id works; `madoguchi token list` prints those that do")
          }
          print("revoked \(token.line)")
        }
      }
    }
  }
}

extension IssuedToken {
  fileprivate var line: String {
    let reach = [scope.kind, scope.code].compactMap { $0 }.joined(separator: " ")
    let owner = staff == nil ? "" : ", a member's"
    let end = expiresAt.map { "until \($0.rfc3339UTC)" } ?? "for ever"
    return "\(id)  \(role.rawValue)  \(reach)  \(end)  \(name)\(owner)"
  }
}
