import AdminAPI
import ArgumentParser

/// For `./dev errors`; nobody runs a deployment with it.
struct ErrorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "errors", abstract: "Print the page of all errors, docs/errors.md.", shouldDisplay: false)

  func run() { print(ErrorTable.markdown, terminator: "") }
}
