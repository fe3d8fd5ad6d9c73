import Postgres
import Scheduling

/// What a change of keys did.
public struct KeyRotation: Sendable, Equatable {
  /// Boxes sealed anew, by table.
  public var sealed: [String: Int] = [:]
  /// Boxes left as they were, because their key is not in the ring or they do not open.
  public var unreadable = 0
}

extension OfficeStore {
  private static let boxesAtOnce = 200

  /// Seals everything anew under the current key, office by office, a batch a transaction. What is sealed under it already is
  /// left alone: after a stop it goes on where it was, and a second run finds nothing.
  ///
  /// - Parameter told: told after each office what has been done so far.
  /// - Throws: `keysMissing` where the deployment has none.
  public func rotateKeys(told: (Office, KeyRotation) -> Void = { _, _ in }) async throws(DomainError) -> KeyRotation {
    let keys = try requireKeys()
    var done = KeyRotation()
    for office in try await allOffices() {
      for table in SealedTable.all {
        var last: SealedTable.Entry?
        repeat {
          let batch = try await sealAnew(table, after: last, in: office, by: keys)
          done.sealed[table.name, default: 0] += batch.sealed
          done.unreadable += batch.read - batch.sealed
          last = batch.read == Self.boxesAtOnce ? batch.last : nil
        } while last != nil
      }
      told(office, done)
    }
    return done
  }

  private func sealAnew(
    _ table: SealedTable, after last: SealedTable.Entry?, in office: Office, by keys: KeyRing
  ) async throws(DomainError) -> (read: Int, sealed: Int, last: SealedTable.Entry?) {
    try await onConnection { connection in
      let session = Session(
        connection: connection, actor: "keys", office: office, now: clock.now(), role: Role.systemAdmin.rawValue,
        occasion: Occasion(operation: "rotateKeys", purpose: .maintenance))
      // nothing is issued meanwhile: a copy of an old box would be missed
      let opened = try await session.run([
        Statement("BEGIN"), session.enter, OfficeRules.changeLock(in: session),
        table.stale(keys.currentID, last, Self.boxesAtOnce, session),
      ])
      let entries = try opened[3].map(SealedTable.Entry.init(row:))
      let anew = entries.compactMap { try? $0.sealedAnew(by: keys, digested: table.digested) }
      try await session.commit(
        after: anew.isEmpty
          ? [] : [table.keep(anew, session), session.entry(.change, about: AuditSubjects())])
      return (entries.count, anew.count, entries.last)
    }
  }

  /// How many boxes of all offices each key seals.
  public func boxesByKey() async throws(DomainError) -> [String: Int] {
    var boxes: [String: Int] = [:]
    for office in try await allOffices() {
      let found = try await read(
        .operatorAtCommandLine, office, auditing: .nobody,
        { session in SealedTable.all.map { $0.census(session) } + [UsageDevice.census(in: session)] }
      ) {
        _, results in
        try results.flatMap { try $0.map { (try $0.decode(0, as: String.self), try $0.decode(1, as: Int.self)) } }
      }
      for (key, count) in found { boxes[key, default: 0] += count }
    }
    return boxes
  }
}

extension SealedTable.Entry {
  fileprivate func sealedAnew(
    by keys: KeyRing, digested: ((_ secret: [UInt8], KeyRing) throws -> [UInt8])?
  ) throws -> Self {
    let secret = try keys.open(sealed, for: place)
    var entry = self
    entry.sealed = try keys.seal(secret, for: place)
    entry.digest = try digested?(secret, keys)
    return entry
  }
}
