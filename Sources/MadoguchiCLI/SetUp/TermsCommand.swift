import ArgumentParser
import Foundation
import OfficeStore
import Scheduling

struct TermsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terms", abstract: "Terms of use (利用規約).", subcommands: [Publish.self])

  struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Announce a version of the terms; it is immutable from then on, and its id is printed.")

    @OptionGroup var database: DatabaseOptions

    @Argument(help: "The text, UTF-8; stored verbatim.")
    var file: String

    @Option(help: "Issued by this office.", transform: Parsing.office)
    var office: OfficeCode?

    @Option(help: "Issued by this bureau, for its offices.", transform: Parsing.bureau)
    var bureau: BureauCode?

    @Flag(help: "Issued by the ministry, for all offices.")
    var ministry = false

    @Option(help: "The day it takes effect, YYYY-MM-DD.", transform: Parsing.date)
    var effectiveFrom: CivilDate

    @Option(help: "initial, benefit (13条(1)) or reasonable (13条(2): announced before it takes effect).")
    var ground: TermsGround

    @Flag(help: "Check everything and publish nothing.")
    var dryRun = false

    func validate() throws {
      guard [office != nil, bureau != nil, ministry].filter({ $0 }).count == 1 else {
        throw ValidationError("give exactly one of --office, --bureau and --ministry")
      }
    }

    func run() async throws {
      guard let data = FileManager.default.contents(atPath: file) else { throw Sentence("\(file) cannot be read") }
      guard let text = String(data: data, encoding: .utf8) else { throw Sentence("\(file) is not UTF-8") }
      let issuer = office.map(TermsIssuer.office) ?? bureau.map(TermsIssuer.bureau) ?? .ministry
      try await Deployment.with(database) { deployment in
        try await deployment.asOwner { pool in
          do {
            let id = try await Administration(owner: pool, clock: deployment.clock).publishTerms(
              text, by: issuer, effectiveFrom: effectiveFrom, ground: ground, isDryRun: dryRun)
            print(dryRun ? "\(file) can be published" : "\(id)")
          } catch let refusal as TermsRefusal {
            throw Sentence(refusal.sentence(file: file))
          }
        }
      }
    }
  }
}

extension TermsGround: ExpressibleByArgument {}

extension TermsRefusal {
  fileprivate func sentence(file: String) -> String {
    switch self {
    case .empty: "\(file) is empty"
    case .placeholder(let line): "\(file):\(line) still has a placeholder (○ or {{); fill it in before publishing"
    case .announcedTooLate: "a reasonable change is announced before it takes effect: choose a later --effective-from"
    case .alreadyPublished: "this issuer already has a version that takes effect then; announced terms are immutable"
    case .unknownOffice: "there is no such office; import it first with `madoguchi office import`"
    }
  }
}
