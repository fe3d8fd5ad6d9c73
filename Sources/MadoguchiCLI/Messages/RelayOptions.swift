import ArgumentParser
import Foundation
import Messaging

/// Where messages go that no office has a webhook for, and how often they are tried.
struct RelayOptions: ParsableArguments {
  @Option(help: "A folder to lay messages into, one JSON file each; for a demo. [MADOGUCHI_SPOOL]")
  var spool: String?

  @Option(help: "The webhook of offices that have none of their own (`office webhook`). [MADOGUCHI_WEBHOOK_URL]")
  var webhookUrl: String?

  @Option(
    help: """
      The file of that webhook's secret; or the secret itself in MADOGUCHI_WEBHOOK_SECRET. \
      [MADOGUCHI_WEBHOOK_SECRET_FILE]
      """)
  var webhookSecretFile: String?

  @Option(
    help: """
      true lets webhooks be http, and lie at private, loopback and link-local addresses. \
      [MADOGUCHI_WEBHOOK_ALLOW_PRIVATE] (default: false)
      """)
  var webhookAllowPrivate: Bool?

  @Option(
    help: """
      Attempts before a message is given up and becomes a task; those that only try a target that is down do not count. \
      [MADOGUCHI_RELAY_ATTEMPTS] (default: 12)
      """)
  var relayAttempts: Int?

  @Option(
    help: """
      The longest wait before the second attempt, in milliseconds; each later one is up to three times as long, at most \
      12 hours. [MADOGUCHI_RELAY_BACKOFF] (default: 5000)
      """)
  var relayBackoff: Int?

  /// The same, with the environment and the defaults where an option was left out.
  func resolved() throws -> RelayChoices {
    var choices = RelayChoices()
    choices.allowsPrivate = try webhookAllowPrivate ?? Environment.truth("WEBHOOK_ALLOW_PRIVATE") ?? false
    choices.settings.retries.attempts = try relayAttempts ?? Environment.number("RELAY_ATTEMPTS") ?? 12
    let backoff = try relayBackoff ?? Environment.number("RELAY_BACKOFF") ?? 5000
    guard (1...100).contains(choices.settings.retries.attempts) else {
      throw Sentence(
        "--relay-attempts (MADOGUCHI_RELAY_ATTEMPTS) is \(choices.settings.retries.attempts); expected 1 to 100")
    }
    guard (1...3_600_000).contains(backoff) else {
      throw Sentence("--relay-backoff (MADOGUCHI_RELAY_BACKOFF) is \(backoff); expected 1 to 3600000")
    }
    choices.settings.retries.base = .milliseconds(backoff)
    if let url = webhookUrl ?? Environment["WEBHOOK_URL"] {
      choices.webhook = try Self.target(url, secret: try secret(), allowsPlain: choices.allowsPrivate)
    }
    choices.spool = spool ?? Environment["SPOOL"]
    if choices.webhook != nil, choices.spool != nil {
      throw Sentence("--webhook-url and --spool exclude each other: leave one of them out")
    }
    return choices
  }

  private func secret() throws -> String {
    if let path = webhookSecretFile ?? Environment["WEBHOOK_SECRET_FILE"] { return try SecretFile.read(path) }
    guard let secret = Environment["WEBHOOK_SECRET"] else {
      throw Sentence(
        "--webhook-url needs a secret: name its file with --webhook-secret-file, or set MADOGUCHI_WEBHOOK_SECRET")
    }
    return secret
  }

  static func target(_ url: String, secret: String, allowsPlain: Bool) throws -> WebhookTarget {
    do throws(DeliveryFailure) {
      return try WebhookTarget(url: url, secret: Array(secret.utf8), allowsPlain: allowsPlain)
    } catch {
      throw Sentence("a webhook's address is https, without a user in it; http only with --webhook-allow-private true")
    }
  }
}

/// What the operator wants of the relay, after options, environment and defaults.
struct RelayChoices: Sendable {
  var settings = RelaySettings()
  var allowsPrivate = false
  var webhook: WebhookTarget?
  var spool: String?
}

/// A file whose only content is a secret.
enum SecretFile {
  /// The text without white space around it; at least 16 bytes.
  static func read(_ path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8) else {
      throw Sentence("\(path) cannot be read")
    }
    let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard secret.utf8.count >= 16 else { throw Sentence("\(path) holds no secret of 16 bytes or more") }
    return secret
  }
}
