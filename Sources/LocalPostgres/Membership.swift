/// The right to use a server, shared with its other users until it is let go.
final class Membership: Sendable {
  private let lock: FileLock

  /// Joins. The start lock must be held: nobody may find himself last at this moment.
  init(_ folder: borrowing Folder) throws(LocalPostgresError) {
    lock = try FileLock(path: folder.usersLock)
    lock.lockShared()
  }

  /// Whether nobody else uses the server. The start lock must be held, and the membership is over with the answer.
  func isLast() -> Bool {
    lock.tryLockAlone()
  }
}
