import ArgumentParser
import Foundation
import OfficeStore
import Scheduling

struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look a deployment over, and say what is wrong and how to mend it.",
    discussion: """
      Exit code 1 when something is wrong; a warning is none. Changes nothing. On a machine that only relays, which has no \
      address but --relay-url, it looks at what concerns the relay.
      """)

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: ServeOptions

  @Flag(help: "Verify the audit from its beginning instead of its last batches, and tell each office's newest hash.")
  var audit = false

  func run() async throws {
    let settings = try options.resolved()
    let findings = try await Deployment.with(database, preparedStatements: settings.preparedStatements) { deployment in
      if !deployment.hasApp, deployment.hasRelay { return await Self.relay(of: deployment) }
      return try await deployment.asApp(anySchema: true) { store in
        var findings = try await store.examine(poolSize: deployment.connections(of: settings))
        // tables that are not there yet are the schema's finding
        if !findings.contains(where: { $0.verdict == .wrong && $0.subject == "schema" }) {
          findings += try await store.examineAudit(audit ? .whole : .quick, progress: progress)
        }
        findings += deployment.sealing()
        findings += await Self.relay(of: deployment)
        return findings
      }
    }
    let width = findings.map(\.subject.count).max() ?? 0
    for finding in findings {
      let subject = finding.subject + String(repeating: " ", count: width - finding.subject.count)
      print("\(Self.mark(finding.verdict))  \(subject)  \(finding.text)")
      if let remedy = finding.remedy { print("         → \(remedy)") }
    }
    if findings.contains(where: { $0.verdict == .wrong }) { throw ExitCode.failure }
  }

  /// Tells how far it is, on standard error, where there is much to do.
  private func progress(_ office: OfficeCode, _ batches: Int) {
    guard audit, batches >= 10_000 else { return }
    FileHandle.standardError.write(Data("audit \(office): \(batches) batches verified\n".utf8))
  }

  /// Whether anybody delivers what is queued, and how it stands.
  private static func relay(of deployment: Deployment) async -> [Finding] {
    guard let pool = try? deployment.relayPool({ $0.maximumConnections = 1 }) else {
      return [
        .warning(
          "relay", "no address of madoguchi_relay: messages wait until the gateway fetches them",
          remedy: "set --relay-url (MADOGUCHI_RELAY_URL) for `serve` or `relay`")
      ]
    }
    let queue = MessageQueue(pool: pool, clock: deployment.clock, logger: deployment.logger)
    let findings = await queue.examine(keys: deployment.keys)
    await pool.shutdown()
    return findings
  }

  private static func mark(_ verdict: Finding.Verdict) -> String {
    switch verdict {
    case .ok: "ok     "
    case .warning: "warning"
    case .wrong: "WRONG  "
    }
  }
}

extension Deployment {
  /// The most that one `serve` opens with these settings and a relay of its own.
  fileprivate func connections(of settings: ServeSettings) -> Int {
    let retention = settings.retentionTime == nil ? 0 : 1
    return settings.poolSize + (hasMaintenance ? Self.maintenanceConnections + retention : 0)
      + (hasRelay ? Courier.connections : 0)
  }

  /// Whether somebody can seal the audit here.
  fileprivate func sealing() -> [Finding] {
    guard !hasMaintenance else { return [] }
    return [
      .warning(
        "maintenance", "no address as madoguchi_maintenance: nobody seals the audit",
        remedy: "set --maintenance-url (MADOGUCHI_MAINTENANCE_URL) for serve")
    ]
  }
}
