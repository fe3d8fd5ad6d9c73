import ArgumentParser
import Foundation
import Messaging
import OfficeStore
import Scheduling

struct MessageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "message", abstract: "What messages say (文面), and those that were given up.",
    subcommands: [Preview.self, Template.self, Redeliver.self])

  /// Which text is meant.
  struct Selection: ParsableArguments {
    @Option(help: "One of \(MessageKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: MessageKind

    @Option(help: "ja or en.")
    var language = MessageLanguage.japanese
  }

  struct Template: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the program's own template, to begin an office's own words from.")

    @OptionGroup var selection: Selection

    func run() { print(MessageTexts.shipped(selection.kind, selection.language), terminator: "") }
  }

  struct Preview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a message with made-up facts.",
      discussion: """
        Of a template in a file, or with --office in that office's own words, or else in the program's. Exit code 1, and \
        the variable is named, when the template cannot be used.
        """)

    @OptionGroup var selection: Selection

    @Option(help: "The office whose words and name are shown; needs a database.", transform: Parsing.office)
    var office: OfficeCode?

    @Option(help: "A template, UTF-8.")
    var file: String?

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      var text = try file.map { path in
        guard let data = FileManager.default.contents(atPath: path) else { throw Sentence("\(path) cannot be read") }
        guard let text = String(data: data, encoding: .utf8) else { throw Sentence("\(path) is not UTF-8") }
        return text
      }
      var place = try Self.anywhere()
      if let office {
        let (found, own) = try await words(of: office)
        place = (found.name, place.phone, found.zone)
        text = text ?? own
      }
      do {
        let previews = try MessageTexts.preview(text, for: selection.kind, in: selection.language, office: place)
        for (sample, message) in previews {
          print("---- \(selection.kind.rawValue), \(sample)\n\(message.title)\n\n\(message.body)")
        }
      } catch {
        throw Sentence("\(file ?? "the template") cannot be used: \(error.sentence)")
      }
    }

    /// The office, and its own words if it has any.
    private func words(of code: OfficeCode) async throws -> (Office, String?) {
      try await Deployment.with(database) { deployment in
        try await deployment.asApp { store in
          guard let office = try await store.office(code: code) else { throw Sentence("there is no office \(code)") }
          let own = try await store.messageTemplates.list(limit: 200, after: nil, .operatorAtCommandLine, office)
          return (office, own.first { $0.kind == selection.kind && $0.language == selection.language }?.text)
        }
      }
    }

    private static func anywhere() throws -> MessageTexts.Office {
      guard let zone = OfficeZone(identifier: "Asia/Tokyo") else { throw Sentence("this machine knows no time zones") }
      return ("ハローワーク西宮", "0798-00-0000", zone)
    }
  }
}

extension MessageKind: ExpressibleByArgument {}
extension MessageLanguage: ExpressibleByArgument {}

extension TemplateFault {
  fileprivate var sentence: String {
    switch self {
    case .unknownVariable: "there is no such variable here: \(place)"
    case .notAText: "it holds no text, open a section with it: \(place)"
    case .notASection: "it is a text and opens no section: \(place)"
    case .unclosedSection: "the section is not closed: \(place)"
    case .unopenedSection: "the section is not open here: \(place)"
    case .nestedSection: "the section is open already, or stands in too many others: \(place)"
    case .brokenTag: "a tag is cut off, or of a kind that is not used here: \(place)"
    case .missingVariable: "the message would lack, always or in one of its cases, \(place)"
    case .noTitleOrBody: "the first line is the title, and what follows the empty line after it the body"
    case .tooLong: "it has more than \(place) characters, or may come to more with the longest terms"
    }
  }
}
