import ArgumentParser
import OfficeStore
import Scheduling

struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "API tokens.", subcommands: [Create.self, List.self, Revoke.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a token and print it, this once, alone on standard output.",
      discussion: """
        counselor, supervisor, office_head and gateway belong to an office (--office); bureau_statistics to a bureau \
        (--bureau); ministry_statistics and system_admin to all; auditor to an office, a bureau or all.

        With --staff the token belongs to a member of an office's staff (GET /v1/offices/CODE/staff lists them): it has the \
        member's role, sees what companions of the member's own sessions need, and stops with the member's leaving. Without, it is anonymous.
        """)

    @OptionGroup var database: DatabaseOptions

    @Option(help: "One of \(Role.allCases.map(\.rawValue).joined(separator: ", ")).", transform: Parsing.role)
    var role: Role?

    @Option(help: "The id of a member of the office's staff, to whom the token belongs.", transform: Parsing.staff)
    var staff: StaffID?

    @Option(help: "The office's four-digit code.", transform: Parsing.office)
    var office: OfficeCode?

    @Option(help: "The bureau's two-digit code.", transform: Parsing.bureau)
    var bureau: BureauCode?

    @Option(help: "Whom or what the token is for, 1 to 100 characters; a member's own name when left out.")
    var name: String?

    @Option(help: "When it stops working; never when left out.", transform: DatabaseOptions.instant)
    var expires: Instant?

    func validate() throws {
      if let name, !(1...100).contains(name.count) { throw ValidationError("--name takes 1 to 100 characters") }
      guard office == nil || bureau == nil else { throw ValidationError("give --office or --bureau, not both") }
      guard staff == nil else {
        guard office != nil else { throw ValidationError("a member of staff belongs to an office: give --office") }
        return
      }
      guard let role, name != nil else { throw ValidationError("give --role and --name, or --staff") }
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
      try await Deployment.with(database) { deployment in
        try await deployment.asOwner { pool in
          print(try await token(Administration(owner: pool, clock: deployment.clock)))
        }
      }
    }

    private func token(_ administration: Administration) async throws -> String {
      if let staff, let office {
        do {
          return try await administration.createToken(
            for: staff, of: office, role: role, name: name, expiresAt: expires)
        } catch let refusal as StaffTokenRefusal {
          throw Sentence(refusal.sentence)
        }
      }
      let scope = office.map(Scope.office) ?? bureau.map(Scope.bureau) ?? .all
      guard let role, let name else { throw ValidationError("give --role and --name, or --staff") }
      guard try await administration.knows(scope) else {
        throw Sentence("there is no such office or bureau; import it first with `madoguchi office import`")
      }
      return try await administration.createToken(role: role, scope: scope, name: name, expiresAt: expires)
    }
  }
}

extension StaffTokenRefusal {
  fileprivate var sentence: String {
    switch self {
    case .unknownOffice: "there is no such office; import it first with `madoguchi office import`"
    case .unknownMember: "nobody with that id works in the office; GET /v1/offices/CODE/staff lists who does"
    case .otherRole(let role): "the member is a \(role.rawValue); leave --role out, or change the member first"
    }
  }
}
