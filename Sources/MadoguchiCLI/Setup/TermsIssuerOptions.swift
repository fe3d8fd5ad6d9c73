import ArgumentParser
import OfficeStore
import Scheduling

/// Whose terms they are.
struct TermsIssuerOptions: ParsableArguments {
  @Option(help: "Issued by this office.", transform: Parsing.office)
  var office: OfficeCode?

  @Option(help: "Issued by this bureau, for its offices.", transform: Parsing.bureau)
  var bureau: BureauCode?

  @Flag(help: "Issued by the ministry, for all offices.")
  var ministry = false

  func validate() throws {
    guard [office != nil, bureau != nil, ministry].filter({ $0 }).count == 1 else {
      throw ValidationError("give exactly one of --office, --bureau and --ministry")
    }
  }

  var issuer: TermsIssuer { office.map(TermsIssuer.office) ?? bureau.map(TermsIssuer.bureau) ?? .ministry }
}
