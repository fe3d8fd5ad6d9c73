import ArgumentParser
import OfficeStore
import Scheduling

struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "API tokens.", subcommands: [Create.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a token and print it, this once, alone on standard output.",
      discussion: """
        counselor, supervisor, office_head and gateway belong to an office (--office); bureau_statistics to a bureau \
        (--bureau); ministry_statistics and system_admin to all; auditor to an office, a bureau or all.
        """)

    @OptionGroup var database: DatabaseOptions

    @Option(help: "One of \(Role.allCases.map(\.rawValue).joined(separator: ", ")).", transform: Parsing.role)
    var role: Role

    @Option(help: "The office's four-digit code.", transform: Parsing.office)
    var office: OfficeCode?

    @Option(help: "The bureau's two-digit code.", transform: Parsing.bureau)
    var bureau: BureauCode?

    @Option(help: "Whom or what the token is for, 1 to 100 characters.")
    var name: String

    @Option(help: "When it stops working; never when left out.", transform: DatabaseOptions.instant)
    var expires: Instant?

    func validate() throws {
      guard (1...100).contains(name.count) else { throw ValidationError("--name takes 1 to 100 characters") }
      guard office == nil || bureau == nil else { throw ValidationError("give --office or --bureau, not both") }
      switch (role, office, bureau) {
      case (.counselor, _?, nil), (.supervisor, _?, nil), (.officeHead, _?, nil), (.gateway, _?, nil),
        (.bureauStatistics, nil, _?), (.ministryStatistics, nil, nil), (.systemAdmin, nil, nil), (.auditor, _, _):
        break
      case (.bureauStatistics, _, _): throw ValidationError("\(role.rawValue) belongs to a bureau: give --bureau")
      case (.ministryStatistics, _, _), (.systemAdmin, _, _):
        throw ValidationError("\(role.rawValue) belongs to no office or bureau: leave --office and --bureau out")
      default: throw ValidationError("\(role.rawValue) belongs to an office: give --office")
      }
    }

    func run() async throws {
      let scope = office.map(Scope.office) ?? bureau.map(Scope.bureau) ?? .all
      try await Deployment.with(database) { deployment in
        try await deployment.asOwner { pool in
          let administration = Administration(owner: pool, clock: deployment.clock)
          guard try await administration.knows(scope) else {
            throw Sentence("there is no such office or bureau; import it first with `madoguchi office import`")
          }
          print(try await administration.createToken(role: role, scope: scope, name: name, expiresAt: expires))
        }
      }
    }
  }
}
