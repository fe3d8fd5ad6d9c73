import Foundation

/// How a directory that holds a private server is laid out.
///
///     DIR/.s.PGSQL.5432   a link to the socket, so that `psql -h DIR` finds it
///     DIR/users.lock      held, shared, by everyone who uses the server
///     DIR/start.lock      held alone by whoever starts or stops it
///     DIR/postgres/       the server's own, mode 0700: data/, server.log and the socket. When the server's user can't
///                         reach DIR (a clone under a home of mode 0700), a link to such a folder under /var/tmp
struct Folder: Sendable {
  /// The directory, absolute.
  let path: String

  /// A socket address holds 108 bytes, the last of them zero (`unix(7)`).
  static let longestSocketPath = 107

  init(_ directory: String) throws(LocalPostgresError) {
    path = URL(fileURLWithPath: directory).standardized.path
    guard !path.contains(",") else {
      throw LocalPostgresError(
        .directoryUnusable, "libpq reads a comma in \(path) as the end of a host's name. Choose a directory without.")
    }
    let length = socket.utf8.count
    guard length <= Self.longestSocketPath else {
      throw LocalPostgresError(
        .pathTooLong,
        """
        The path of the socket, \(socket), has \(length) bytes, and a socket address holds \(Self.longestSocketPath). \
        Choose a shorter directory, such as one under /var/tmp.
        """)
    }
  }

  var socket: String { path + "/.s.PGSQL.5432" }
  var usersLock: String { path + "/users.lock" }
  var startLock: String { path + "/start.lock" }
  var server: String { path + "/postgres" }

  /// Makes the directory when there is none.
  func make() throws(LocalPostgresError) {
    let files = FileManager.default
    guard !files.fileExists(atPath: path) else { return }
    do {
      // Root lets the server's user pass through; what it must not see has a mode of its own.
      let mode = geteuid() == 0 ? 0o711 : 0o700
      try files.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
    } catch {
      throw LocalPostgresError(.directoryUnusable, "\(path) can't be made. Choose a directory where you may write.")
    }
  }

  /// Makes the server's own folder when there is none, and tells where it really is.
  func makeServerFolder(for account: ServerAccount) throws(LocalPostgresError) -> String {
    if readLink(server) == nil {
      _ = mkdir(server, 0o700)
      try give(server, to: account)
      if !canUse(server, account) {
        guard rmdir(server) == 0 else {
          throw LocalPostgresError(
            .directoryUnusable, "The server's user can't reach \(server), which holds data. Move \(path) elsewhere.")
        }
        try linkToFolderUnderVarTmp(account)
      }
    }
    // Another user may have put a folder there since: /var/tmp is everybody's.
    var status = stat()
    guard let real = realpath(server, nil) else {
      throw LocalPostgresError(
        .directoryUnusable, "\(server) links to a folder that is gone. Remove the link to begin anew.")
    }
    defer { free(real) }
    let folder = String(cString: real)
    guard lstat(folder, &status) == 0, status.st_uid == account.user, status.st_mode & 0o077 == 0 else {
      throw LocalPostgresError(
        .directoryUnusable, "\(folder) does not belong to the server's user alone. Remove \(server) to begin anew.")
    }
    try? FileManager.default.removeItem(atPath: socket)
    guard symlink("postgres/.s.PGSQL.5432", socket) == 0 else {
      throw LocalPostgresError(.directoryUnusable, "\(socket) can't be made. Use a directory that belongs to you.")
    }
    return folder
  }

  /// Removes the server's folder, wherever it is, and the links to it.
  func removeServerFolder() throws(LocalPostgresError) {
    let files = FileManager.default
    do {
      if let target = readLink(server), files.fileExists(atPath: target) { try files.removeItem(atPath: target) }
      for path in [server, socket] where readLink(path) != nil || files.fileExists(atPath: path) {
        try files.removeItem(atPath: path)
      }
    } catch {
      throw LocalPostgresError(.directoryUnusable, "\(server) can't be removed. Remove it by hand to begin anew.")
    }
  }

  private func linkToFolderUnderVarTmp(_ account: ServerAccount) throws(LocalPostgresError) {
    var template = Array("/var/tmp/madoguchi-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw LocalPostgresError(.directoryUnusable, "No folder can be made under /var/tmp for the server's data.")
    }
    let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    try give(folder, to: account)
    guard symlink(folder, server) == 0 else {
      throw LocalPostgresError(.directoryUnusable, "\(server) can't be made. Use a directory that belongs to you.")
    }
  }

  private func give(_ folder: String, to account: ServerAccount) throws(LocalPostgresError) {
    guard account.isAnother else { return }
    guard chown(folder, account.user, account.group) == 0 else {
      throw LocalPostgresError(.directoryUnusable, "\(folder) can't be given to the server's user.")
    }
  }

  private func canUse(_ folder: String, _ account: ServerAccount) -> Bool {
    ChildProcess(["test", "-w", folder], in: "/", as: account).exitCode == 0
  }

  private func readLink(_ path: String) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: path)
  }
}
