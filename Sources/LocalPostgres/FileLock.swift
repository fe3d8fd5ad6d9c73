import Foundation

/// An advisory lock (`flock(2)`) on a file. The kernel drops it when its holder dies, however it dies.
struct FileLock: ~Copyable, Sendable {
  private let descriptor: Int32

  /// Opens or creates the file; nothing is locked yet.
  init(path: String) throws(LocalPostgresError) {
    // Close-on-exec: a server that inherited the lock would keep it for ever.
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw LocalPostgresError(
        .directoryUnusable,
        "\(path) can't be opened (\(String(cString: strerror(errno)))). Use a directory that belongs to you.")
    }
  }

  /// Waits until nobody else holds the lock.
  borrowing func lockAlone() {
    while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
  }

  /// Waits until nobody holds the lock alone.
  borrowing func lockShared() {
    while flock(descriptor, LOCK_SH) != 0 && errno == EINTR {}
  }

  /// Takes the lock alone if nobody else holds it. A shared lock that was held may be lost when the answer is `false`.
  borrowing func tryLockAlone() -> Bool {
    flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }

  deinit {
    close(descriptor)
  }
}
