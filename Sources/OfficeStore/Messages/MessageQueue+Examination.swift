import Postgres
import Scheduling

extension MessageQueue {
  /// Succeeds when the database answers, takes writes and carries exactly the schema this binary was built with.
  public func checkReadiness() async throws(DomainError) {
    guard try await onConnection({ try await Migrator.isReady($0) }) else {
      logger.error("not ready: the schema is not this version's, or the database takes no writes")
      throw .databaseUnavailable
    }
  }

  /// What is due for longer than this is late: a relay looks once a second.
  private static let patience = Duration.seconds(10 * 60)

  /// Whether the pool's role is the one that a relay should have and the database answers it; then whether the keys at
  /// hand open what has to leave, and what is late or was given up.
  public func examine(keys: KeyRing?) async -> [Finding] {
    let role = await examineRole()
    guard role.verdict == .ok else { return [role] }
    do throws(DomainError) {
      let unopened = try await unopened(by: keys)
      let standings = try await standings()
      return [role, Self.secrets(unopened)] + queue(standings)
    } catch {
      // the schema's own finding says why
      return [role, .warning("queue", "cannot be looked at: \(error.code)", remedy: "madoguchi migrate")]
    }
  }

  private func examineRole() async -> Finding {
    let found: (name: String, isExempt: Bool)?
    do throws(DomainError) {
      found = try await onConnection { connection in
        try await connection.run(
          Statement("SELECT rolname::text, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        ).first.map { (try $0.decode(0), try $0.decode(1)) }
      }
    } catch {
      return .wrong(
        "relay", "the database of --relay-url cannot be reached",
        remedy: "check the address, and that madoguchi_relay may log in")
    }
    guard let found, found.name == "madoguchi_relay", !found.isExempt else {
      return .wrong(
        "relay", "connects as \(found?.name ?? "nobody")", remedy: "give --relay-url the role madoguchi_relay")
    }
    return .ok("relay", found.name)
  }

  private static func secrets(_ unopened: UnopenedSecrets) -> Finding {
    guard !unopened.keys.isEmpty else { return .ok("relay keys", "open every webhook and meeting") }
    let offices = unopened.webhooks.map(\.text).joined(separator: ", ")
    return .wrong(
      "relay keys",
      "without \(unopened.keys.sorted().joined(separator: ", ")): \(unopened.meetings) meetings cannot be told"
        + (offices.isEmpty ? "" : ", and nothing is sent for \(offices)"),
      remedy: "give every relay the whole ring (MADOGUCHI_KEY_FILE, MADOGUCHI_KEYS)")
  }

  private func queue(_ standings: [QueueStanding]) -> [Finding] {
    let now = clock.now()
    var findings: [Finding] = []
    let late = standings.filter { $0.oldestDue.map { now - $0 > Self.patience } ?? false }
    if let oldest = late.compactMap(\.oldestDue).min() {
      findings.append(
        .warning(
          "queue",
          "the oldest message has waited for \((now - oldest).components.seconds / 60) min; late: "
            + late.map { "\($0.office) (\($0.pending))" }.joined(separator: ", "),
          remedy: "see whether a relay runs, and what its log says of these offices' receivers"))
    }
    let dead = standings.filter { $0.dead > 0 }
    if !dead.isEmpty {
      findings.append(
        .warning(
          "dead letters", dead.map { "\($0.office) (\($0.dead))" }.joined(separator: ", "),
          remedy: "when the receiver is well: madoguchi message redeliver --office CODE; or close their tasks"))
    }
    return findings.isEmpty
      ? [.ok("queue", "\(standings.map(\.pending).reduce(0, +)) messages wait, none for long")] : findings
  }
}
