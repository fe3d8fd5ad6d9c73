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
  /// Seals everything that the service may read anew under the current key, office by office, a batch a transaction. What is
  /// sealed under it already is left alone: after a stop it goes on where it was, and a second run finds nothing.
  ///
  /// - Parameter told: told after each office what has been done so far.
  /// - Throws: `keysMissing` where the deployment has none.
  public func rotateKeys(told: (Office, KeyRotation) -> Void = { _, _ in }) async throws(DomainError) -> KeyRotation {
    let keys = try requireKeys()
    var done = KeyRotation()
    for office in try await allOffices() {
      for table in SealedTable.all {
        try await done.exhaust(table) { last throws(DomainError) in
          try await onConnection { connection in
            let session = Session(
              connection: connection, actor: "keys", office: office, now: clock.now(), role: Role.systemAdmin.rawValue,
              occasion: Occasion(operation: "rotateKeys", purpose: .maintenance))
            return try await table.sealAnew(after: last, by: keys, in: session)
          }
        }
      }
      told(office, done)
    }
    return done
  }

  /// How many boxes of all offices each key seals.
  public func boxesByKey() async throws(DomainError) -> [String: Int] {
    var boxes: [String: Int] = [:]
    for office in try await allOffices() {
      let found = try await read(
        .operatorAtCommandLine, office, auditing: .nobody,
        { session in (SealedTable.all + [.usageDevices]).map { $0.census(session) } }
      ) {
        _, results in
        try results.flatMap { try $0.map { (try $0.decode(0, as: String.self), try $0.decode(1, as: Int.self)) } }
      }
      for (key, count) in found { boxes[key, default: 0] += count }
    }
    return boxes
  }
}

extension KeyRotation {
  /// Counts batches of a table until one was not full.
  fileprivate mutating func exhaust<Failure: Error>(
    _ table: SealedTable, _ sealingAnew: (SealedTable.Entry?) async throws(Failure) -> SealedTable.Batch
  ) async throws(Failure) {
    var last: SealedTable.Entry?
    repeat {
      let batch = try await sealingAnew(last)
      sealed[table.name, default: 0] += batch.sealed
      unreadable += batch.read - batch.sealed
      last = batch.read == SealedTable.boxesAtOnce ? batch.last : nil
    } while last != nil
  }

  /// What was done besides.
  public mutating func add(_ other: KeyRotation) {
    sealed.merge(other.sealed, uniquingKeysWith: +)
    unreadable += other.unreadable
  }
}

extension Administration {
  /// Seals what identifies devices anew, as `OfficeStore.rotateKeys` does everything else. The service writes these boxes and
  /// cannot read them back (Art. 7(2)), so it takes the owner, whom no service is.
  public func rotateDeviceKeys(to keys: KeyRing) async throws -> KeyRotation {
    var done = KeyRotation()
    for office in try await pool.withConnection({ try await $0.run(Office.all).map(Office.init(row:)) }) {
      try await done.exhaust(.usageDevices) { last in
        try await pool.withConnection { connection in
          try await SealedTable.usageDevices.sealAnew(
            after: last, by: keys, in: session("rotateKeys", in: office, on: connection))
        }
      }
    }
    return done
  }
}

extension SealedTable {
  fileprivate static let boxesAtOnce = 200

  /// What became of some boxes.
  fileprivate struct Batch {
    let read: Int
    let sealed: Int
    let last: Entry?
  }

  /// The next boxes of an office that another key seals, in a transaction of its own with its entry in the audit.
  fileprivate func sealAnew(after last: Entry?, by keys: KeyRing, in session: Session) async throws -> Batch {
    // nothing is issued meanwhile: a copy of an old box would be missed
    let opened = try await session.run([
      Statement("BEGIN"), session.enter, OfficeRules.changeLock(in: session),
      stale(keys.currentID, last, Self.boxesAtOnce, session),
    ])
    let entries = try opened[3].map(Entry.init(row:))
    let anew = entries.compactMap { try? $0.sealedAnew(by: keys, digested: digested) }
    try await session.commit(
      after: anew.isEmpty ? [] : [keep(anew, session), session.entry(.change, about: AuditSubjects())])
    return Batch(read: entries.count, sealed: anew.count, last: entries.last)
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
