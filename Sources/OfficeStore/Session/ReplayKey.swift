import Crypto
import Foundation
import Postgres
import Scheduling

/// An Idempotency-Key as the store knows it: scoped to a token, over method, path and body, for 24 hours.
///
/// An answer that shows a secret is not kept: only that it was given, and where to look instead.
///
/// The stored answer is sealed (AES-GCM) with a key derived from the bearer's token and the client's key, neither of which
/// the database holds: whoever reads the table reads no person's data.
public struct ReplayKey: Sendable {
  private static let lifetime = Duration.seconds(24 * 60 * 60)

  private let digest: [UInt8]
  private let fingerprint: [UInt8]
  private let seal: SymmetricKey

  /// - Parameters:
  ///   - key: what the header holds.
  ///   - token: the bearer token of the request; kept nowhere, it only makes the key that seals the answer.
  public init(key: String, method: String, path: String, body: [UInt8], token: String) {
    digest = Array(SHA256.hash(data: Array(key.utf8)))
    let secret = SymmetricKey(data: Array(token.utf8))
    // keyed, because a plain hash of a body that holds a short passcode can be guessed
    var hash = HMAC<SHA256>(key: Self.key("madoguchi fingerprint 1", from: secret, salt: digest))
    for part in [Array(method.utf8), Array(path.utf8), body] {
      withUnsafeBytes(of: UInt64(part.count).bigEndian) { hash.update(data: $0) }
      hash.update(data: part)
    }
    fingerprint = Array(hash.finalize())
    seal = Self.key("madoguchi replay 1", from: secret, salt: digest)
  }

  private static func key(_ purpose: String, from secret: SymmetricKey, salt: [UInt8]) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(inputKeyMaterial: secret, salt: salt, info: Array(purpose.utf8), outputByteCount: 32)
  }

  /// The lock and the look, two statements: the look must see what the lock's last holder committed.
  func check(by caller: Caller, in session: Session) -> [Statement] {
    [
      Statement(
        "SELECT pg_try_advisory_xact_lock(hashtextextended($1::text, $2))",
        caller.tokenID.description + Data(digest).base64EncodedString(), Int64(session.office.id)),
      Statement(
        """
        SELECT fingerprint, answer FROM idempotency
        WHERE office_id = $1 AND token_id = $2 AND key_digest = $3 AND expires_at > $4
        """,
        session.office.id, caller.tokenID, digest, session.now),
    ]
  }

  /// The answer given before, if any, and whom it shows.
  ///
  /// - Throws: `requestInProgress`, `idempotencyMismatch`; `alreadyDone` for an answer that was not kept.
  func kept(in results: ArraySlice<QueryResult>) throws -> Kept? {
    guard let lock = results.first?.first, let found = results.last, try lock.decode(0, as: Bool.self) else {
      throw DomainError.requestInProgress(retryAfterMilliseconds: 1000)
    }
    guard let row = found.first else { return nil }
    guard try row.decode(0, as: [UInt8].self) == fingerprint else { throw DomainError.idempotencyMismatch }
    let box = try AES.GCM.SealedBox(combined: try row.decode(1, as: [UInt8].self))
    let stored = try JSONDecoder().decode(StoredAnswer.self, from: AES.GCM.open(box, using: seal))
    if let location = stored.instead { throw DomainError.alreadyDone(location: location) }
    return stored.kept
  }

  /// Deletes answers that nobody is given any more, the oldest first; what another machine is deleting is left to it.
  static func clearingExpired(atMost limit: Int, in session: Session) -> Statement {
    Statement(
      """
      DELETE FROM idempotency kept USING (
        SELECT token_id, key_digest FROM idempotency
        WHERE office_id = $1 AND expires_at <= $2
        ORDER BY expires_at LIMIT $3
        FOR UPDATE SKIP LOCKED) AS expired
      WHERE kept.office_id = $1 AND kept.token_id = expired.token_id AND kept.key_digest = expired.key_digest
      """, session.office.id, session.now, limit)
  }

  func store(_ kept: Kept, by caller: Caller, in session: Session) throws -> Statement {
    let sealed = try AES.GCM.seal(JSONEncoder().encode(StoredAnswer(kept)), using: seal).combined
    return Statement(
      """
      INSERT INTO idempotency (office_id, token_id, key_digest, fingerprint, answer, created_at, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (office_id, token_id, key_digest) DO UPDATE
        SET fingerprint = excluded.fingerprint, answer = excluded.answer,
            created_at = excluded.created_at, expires_at = excluded.expires_at
      """,
      session.office.id, caller.tokenID, digest, fingerprint, sealed.map { Array($0) },
      session.now, session.now + Self.lifetime)
  }
}

/// An answer, and whom it shows: for the audit, when it is shown again.
struct Kept {
  let answer: Answer
  let subjects: AuditSubjects
}

private struct StoredAnswer: Codable {
  let status: Int
  let names: [String]
  let values: [String]
  let body: Data
  // nil in what was stored before there was an audit
  let bookings: [UUID]?
  let numbers: [String]?
  // nil where the answer itself is kept
  let instead: String?

  init(_ kept: Kept) {
    instead = kept.answer.insteadOfSecret
    let answer = instead == nil ? kept.answer : Answer(status: kept.answer.status, body: [])
    status = answer.status
    names = answer.headers.map(\.name)
    values = answer.headers.map(\.value)
    body = Data(answer.body)
    bookings = kept.subjects.bookings.map(\.uuid)
    numbers = kept.subjects.numbers
  }

  var kept: Kept {
    Kept(
      answer: Answer(status: status, headers: zip(names, values).map { (name: $0, value: $1) }, body: Array(body)),
      subjects: AuditSubjects(bookings: (bookings ?? []).map(BookingID.init), numbers: numbers ?? []))
  }
}
