import ArgumentParser
import Foundation
import OfficeStore
import Scheduling

struct TermsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terms", abstract: "Terms of use (利用規約).", subcommands: [Publish.self, Annotate.self])

  struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Announce a version of the terms; it is immutable from then on, and its id is printed.")

    @OptionGroup var database: DatabaseOptions

    @Argument(help: "The text, UTF-8, with {{variables}}; what they are filled to is stored verbatim.")
    var file: String

    @OptionGroup var issuer: TermsIssuerOptions

    @Option(help: "The day it takes effect, YYYY-MM-DD: {{effective_date}}.", transform: Parsing.date)
    var effectiveFrom: CivilDate

    @Option(help: "initial, benefit (13条(1)) or reasonable (13条(2): announced before it takes effect).")
    var ground: TermsGround

    @Option(help: "Who signs, as 西宮公共職業安定所長: {{issuer_title}}.")
    var issuerTitle: String?

    @Option(help: "The court of 14条, as 神戸地方裁判所: {{governing_court}}.")
    var court: String?

    @Option(help: "What it is called; otherwise the text's first line.")
    var title: String?

    @Option(help: "The services that it is about.", transform: Parsing.termsServiceGroup)
    var serviceGroup = TermsServiceGroup.onlineCounseling

    @Option(name: .customLong("set"), help: "name=value, for a variable of the text; as often as needed.")
    var values: [TermsDraft.Value] = []

    @Flag(help: "Check everything and publish nothing.")
    var dryRun = false

    func run() async throws {
      guard let data = FileManager.default.contents(atPath: file) else { throw Sentence("\(file) cannot be read") }
      guard let text = String(validating: data, as: UTF8.self) else { throw Sentence("\(file) is not UTF-8") }
      var draft = TermsDraft(text, effectiveFrom: effectiveFrom, ground: ground)
      (draft.issuerTitle, draft.governingCourt, draft.title) = (issuerTitle, court, title)
      (draft.serviceGroup, draft.values) = (serviceGroup, values)
      try await Deployment.with(database) { [draft] deployment in
        try await deployment.asOwner { pool in
          do {
            let id = try await Administration(owner: pool, clock: deployment.clock).publishTerms(
              draft, by: issuer.issuer, isDryRun: dryRun)
            print(dryRun ? "\(file) can be published" : "\(id)")
          } catch let refusal as TermsFaults {
            throw Sentence(refusal.faults.map { $0.sentence(file: file) }.joined(separator: "\n"))
          } catch let refusal as TermsRefusal {
            throw Sentence(refusal.sentence)
          } catch DomainError.announcedTooLate {
            throw Sentence("a reasonable change is announced before it takes effect: choose a later --effective-from")
          }
        }
      }
    }
  }
}

extension TermsGround: ExpressibleByArgument {}

extension TermsDraft.Value: ExpressibleByArgument {
  /// From `name=value`.
  public init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else { return nil }
    self.init(name: String(argument[..<sign]), value: String(argument[argument.index(after: sign)...]))
  }
}

extension TermsFault {
  fileprivate func sentence(file: String) -> String {
    switch self {
    case .empty: "\(file) is empty"
    case .tooLong(let limit): "\(file) is longer than \(limit) characters"
    case .invalidText(let line): "\(file):\(line) holds a control character"
    case .placeholder(let line): "\(file):\(line) still has a placeholder (○); replace it in the file before publishing"
    case .unboundVariable(let name, let line):
      "\(file):\(line) has {{\(name)}}, and nothing says what it stands for: \(Self.option(name))"
    case .brokenVariable(let line): "\(file):\(line) has {{ that begins no variable"
    case .unusedValue(let name, _): "--set \(name): the text has no {{\(name)}}"
    case .reservedName(let name, _): "--set \(name): give it with \(Self.option(name))"
    case .duplicateValue(let name, _): "--set \(name): given twice"
    case .invalidValue(.value(let index)): "--set, value \(index + 1): \(Self.line)"
    case .invalidValue(.title): "--title: \(Self.line)"
    case .invalidValue(.issuerTitle): "--issuer-title: \(Self.line)"
    case .invalidValue(.governingCourt): "--court: \(Self.line)"
    }
  }

  private static let line =
    "expected one line of at most \(TermsDraft.longestLine) characters, without ○ and {{"

  private static func option(_ name: String) -> String {
    switch name {
    case "issuer_title": "--issuer-title"
    case "governing_court": "--court"
    case _ where name.hasPrefix("effective_date"): "--effective-from"
    default: "--set \(name)=…"
    }
  }
}

extension TermsRefusal {
  var sentence: String {
    switch self {
    case .alreadyPublished: "this issuer already has a version that takes effect then; announced terms are immutable"
    case .notTheFirst: "this issuer has terms already: say on what ground they change, --ground benefit or reasonable"
    case .unknownOffice: "there is no such office; import it first with `madoguchi office import`"
    case .unknownVersion: "this issuer has announced no version with that id"
    }
  }
}
