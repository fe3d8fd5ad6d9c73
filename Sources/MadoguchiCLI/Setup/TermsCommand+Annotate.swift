import ArgumentParser
import OfficeStore
import Scheduling

extension TermsCommand {
  struct Annotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Note something beside a version; its text stays as it is, and the note's id is printed.",
      discussion: "An office's head does so over the API; a bureau and the ministry do here.")

    @OptionGroup var database: DatabaseOptions

    @Argument(help: "The version's id, as `terms publish` printed it.", transform: Parsing.termsVersion)
    var version: TermsVersionID

    @OptionGroup var issuer: TermsIssuerOptions

    @Option(help: "What is to be known, as 現行法では第5条の5.")
    var note: String

    @Option(help: "Where in the text, in words; otherwise all of it.")
    var place: String?

    func validate() throws {
      guard (1...2_000).contains(note.unicodeScalars.count) else {
        throw ValidationError("--note takes 1 to 2000 characters")
      }
      guard place.map({ (1...100).contains($0.unicodeScalars.count) }) ?? true else {
        throw ValidationError("--place takes 1 to 100 characters")
      }
    }

    func run() async throws {
      try await Deployment.with(database) { deployment in
        try await deployment.asOwner { pool in
          do {
            print(
              try await Administration(owner: pool, clock: deployment.clock).annotateTerms(
                version, by: issuer.issuer, place: place, note: note))
          } catch let refusal as TermsRefusal {
            throw Sentence(refusal.sentence)
          }
        }
      }
    }
  }
}
