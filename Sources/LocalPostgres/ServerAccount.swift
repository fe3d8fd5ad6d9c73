import Foundation

/// The operating system's user that the server runs as. PostgreSQL refuses to run as root, and rightly.
struct ServerAccount: Hashable, Sendable {
  let user: uid_t
  let group: gid_t

  /// Who runs the server whose files are in `folder`, which may not exist yet.
  ///
  /// We ourselves, unless we are root: then the owner of the files, or `postgres`, or `nobody`.
  init(forFilesIn folder: String) throws(LocalPostgresError) {
    guard geteuid() == 0 else {
      self.init(user: geteuid(), group: getegid())
      return
    }
    var status = stat()
    if stat(folder, &status) == 0, status.st_uid != 0 {
      self.init(user: status.st_uid, group: status.st_gid)
      return
    }
    guard let entry = getpwnam("postgres") ?? getpwnam("nobody"), entry.pointee.pw_uid != 0 else {
      throw LocalPostgresError(
        .directoryUnusable,
        "The server must not run as root, and there is neither a user “postgres” nor “nobody” to run it as.")
    }
    self.init(user: entry.pointee.pw_uid, group: entry.pointee.pw_gid)
  }

  private init(user: uid_t, group: gid_t) {
    self.user = user
    self.group = group
  }

  /// Whether it is somebody else than we are.
  var isAnother: Bool { user != geteuid() }

  /// The words before a command that make it run as this user.
  var commandPrefix: [String] {
    isAnother ? ["setpriv", "--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--"] : []
  }
}
