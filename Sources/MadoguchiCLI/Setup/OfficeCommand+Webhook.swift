import ArgumentParser
import Foundation
import OfficeStore
import Scheduling

extension OfficeCommand {
  struct Webhook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say where an office's messages are sent, and print the secret that signs them, this once.",
      discussion: """
        The secret is made, or taken from a file and then not printed; it is sealed before it is kept, so a deployment \
        with a database of its own needs MADOGUCHI_KEYS or MADOGUCHI_KEY_FILE. docs/delivery.md tells the receiver's side.
        """)

    @OptionGroup var database: DatabaseOptions

    @Option(help: "The office's four-digit code.", transform: Parsing.office)
    var office: OfficeCode

    @Option(help: "The address, https.")
    var url: String?

    @Option(help: "A file with the secret, at least 16 bytes.")
    var secretFile: String?

    @Flag(help: "Take the office's webhook away.")
    var remove = false

    @Option(help: "true lets it be http. [MADOGUCHI_WEBHOOK_ALLOW_PRIVATE] (default: false)")
    var webhookAllowPrivate: Bool?

    func validate() throws {
      guard (url != nil) != remove else { throw ValidationError("give --url, or --remove") }
      guard !remove || secretFile == nil else { throw ValidationError("--secret-file goes with --url") }
    }

    func run() async throws {
      let own = try secretFile.map(SecretFile.read)
      let secret = own ?? Administration.webhookSecret()
      let allowsPlain = try webhookAllowPrivate ?? Environment.truth("WEBHOOK_ALLOW_PRIVATE") ?? false
      if let url { _ = try RelayOptions.target(url, secret: secret, allowsPlain: allowsPlain) }
      try await Deployment.with(database) { deployment in
        guard let keys = deployment.keys else {
          throw Sentence("nothing seals the secret: set MADOGUCHI_KEYS or MADOGUCHI_KEY_FILE")
        }
        try await deployment.asOwner { pool in
          let administration = Administration(owner: pool, clock: deployment.clock)
          do {
            guard let url else {
              let had = try await administration.removeWebhook(of: office)
              print(had ? "removed" : "office \(office) had no webhook")
              return
            }
            try await administration.setWebhook(url, secret: secret, of: office, keys: keys)
            print(own == nil ? secret : "the webhook of office \(office) is set")
          } catch WebhookRefusal.unknownOffice {
            throw Sentence("there is no such office; import it first with `madoguchi office import`")
          }
        }
      }
    }
  }
}
