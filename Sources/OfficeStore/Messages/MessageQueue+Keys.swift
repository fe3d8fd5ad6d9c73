import Postgres
import Scheduling

/// What a relay could not open: sealed under keys that it does not have.
public struct UnopenedSecrets: Sendable, Equatable {
  /// The keys that are missing, by id.
  public internal(set) var keys: Set<String> = []
  /// Offices whose messages therefore cannot leave: their webhooks' secrets are sealed so.
  public internal(set) var webhooks: [OfficeCode] = []
  /// Meetings in force that cannot be told.
  public internal(set) var meetings = 0
}

extension MessageQueue {
  /// What of every office's webhooks and meetings in force is sealed under a key that is not in `ring`; nil: under any.
  /// Asks office by office, because a webhook is seen by who has entered.
  public func unopened(by ring: KeyRing?) async throws(DomainError) -> UnopenedSecrets {
    let known = ring?.ids ?? []
    let (offices, meetings) = try await onConnection { connection -> ([Office], [(key: String, count: Int)]) in
      let results = try await connection.run([
        Office.all,
        Statement(
          """
          SELECT key_id, count(*) FROM meetings
          WHERE revoked_at IS NULL AND NOT key_id = ANY ($1) GROUP BY key_id
          """, known),
      ])
      return (
        try results[0].map(Office.init(row:)), try results[1].map { (try $0.decode(0), try $0.decode(1)) }
      )
    }
    var unopened = UnopenedSecrets()
    for (key, count) in meetings {
      unopened.keys.insert(key)
      unopened.meetings += count
    }
    for office in offices {
      guard let webhook = try await webhook(of: office), !known.contains(webhook.sealed.keyID) else { continue }
      unopened.keys.insert(webhook.sealed.keyID)
      unopened.webhooks.append(office.code)
    }
    return unopened
  }
}
