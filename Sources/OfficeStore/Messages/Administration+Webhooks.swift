import Crypto
import Foundation
import Postgres
import Scheduling

/// Why no webhook was set.
public enum WebhookRefusal: Error, Sendable, Hashable {
  /// There is no such office.
  case unknownOffice
}

extension Administration {
  /// A secret that nobody has used: 256 random bits behind a prefix that secret scanners can look for.
  public static func webhookSecret() -> String {
    let bits = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString()
    return "mdgwh_"
      + bits.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
      .replacingOccurrences(of: "=", with: "")
  }

  /// Sends an office's messages to `url` from now on, signed with `secret`, which is sealed before it is written. Whether
  /// the address will do is the caller's to judge.
  public func setWebhook(_ url: String, secret: String, of office: OfficeCode, keys: KeyRing) async throws {
    try await transaction { connection in
      let officeID = try await enterForWebhook(office, on: connection)
      let id = UUID()
      let sealed = try keys.seal(Array(secret.utf8), for: Webhook.place(id))
      _ = try await connection.run([
        Statement(
          """
          INSERT INTO webhooks (office_id, id, url, key_id, box) VALUES ($1, $2, $3, $4, $5)
          ON CONFLICT ON CONSTRAINT webhooks_pkey DO UPDATE
            SET id = excluded.id, url = excluded.url, key_id = excluded.key_id, box = excluded.box,
              set_at = excluded.set_at, set_by = excluded.set_by
          """, officeID, id, url, sealed.keyID, sealed.box)
      ])
      try await record("setWebhook", of: id, reaching: .office(office), on: connection)
    }
  }

  /// Takes an office's webhook away; false when it had none.
  public func removeWebhook(of office: OfficeCode) async throws -> Bool {
    try await transaction { connection in
      let id = try await enterForWebhook(office, on: connection)
      let removed = try await connection.run(Statement("DELETE FROM webhooks WHERE office_id = $1 RETURNING id", id))
      guard let webhook = try removed.first?.decode(0, as: UUID.self) else { return false }
      try await record("removeWebhook", of: webhook, reaching: .office(office), on: connection)
      return true
    }
  }

  private func enterForWebhook(_ office: OfficeCode, on connection: Connection) async throws -> Int32 {
    guard let row = try await connection.run(Statement("SELECT id FROM offices WHERE code = $1", office.text)).first
    else { throw WebhookRefusal.unknownOffice }
    let id = try row.decode(0, as: Int32.self)
    _ = try await connection.run(Statement("SELECT enter($1, $2, $3)", id, clock.now(), Self.actor))
    return id
  }
}
