import Foundation
import Logging

/// A private PostgreSQL server in a directory: real, reached only through its socket, never run as root.
///
/// Everyone who uses the directory shares one server. Whoever comes first starts it, whoever leaves last stops it; a
/// user that dies without leaving counts as gone. The superuser is `postgres`, without a password: who may reach the
/// socket is settled by the mode of its folder.
public actor LocalPostgres {
  /// The directory, absolute.
  public nonisolated let directory: String
  /// The folder to name as `host` when connecting; the port is 5432.
  public nonisolated var socketDirectory: String { directory }

  private let folder: Folder
  private let cluster: Cluster
  private let logger: Logger
  private var membership: Membership?
  private var restart: Task<Void, Never>?

  /// Joins the server in `directory`, or starts it, making the directory and the data when there are none.
  ///
  /// Safe to call from several processes at once. Returns when the server takes connections.
  public static func start(
    in directory: String, options: Options = Options(), logger: Logger
  ) async throws(LocalPostgresError) -> LocalPostgres {
    let folder = try Folder(directory)
    let (cluster, membership) = try await onThreadOfItsOwn { () throws(LocalPostgresError) in
      let programs = try Programs.find()
      try folder.make()
      let starting = try FileLock(path: folder.startLock)
      starting.lockAlone()
      let membership = try Membership(folder)
      let account = try ServerAccount(forFilesIn: folder.server)
      let server = try folder.makeServerFolder(for: account)
      let cluster = Cluster(programs: programs, account: account, folder: server, options: options)
      try cluster.initialise()
      try cluster.start()
      return (cluster, membership)
    }
    logger.debug("private PostgreSQL is ready", metadata: ["directory": "\(folder.path)"])
    return LocalPostgres(folder, cluster, membership, logger)
  }

  /// Removes the server and all its data from `directory`; nothing happens when there is none.
  ///
  /// Throws ``LocalPostgresError/Code/inUse`` while somebody uses it.
  public static func erase(_ directory: String) async throws(LocalPostgresError) {
    let folder = try Folder(directory)
    try await onThreadOfItsOwn { () throws(LocalPostgresError) in
      guard FileManager.default.fileExists(atPath: folder.path) else { return }
      let starting = try FileLock(path: folder.startLock)
      starting.lockAlone()
      let membership = try Membership(folder)
      guard membership.isLast() else {
        throw LocalPostgresError(.inUse, "\(folder.path) is in use. Stop what uses it, then try again.")
      }
      if FileManager.default.fileExists(atPath: folder.server) {
        let account = try ServerAccount(forFilesIn: folder.server)
        let server = try folder.makeServerFolder(for: account)
        try Cluster(programs: Programs.find(), account: account, folder: server, options: Options()).stop()
      }
      try folder.removeServerFolder()
    }
  }

  private init(_ folder: Folder, _ cluster: Cluster, _ membership: Membership, _ logger: Logger) {
    self.folder = folder
    self.cluster = cluster
    self.membership = membership
    self.logger = logger
    directory = folder.path
  }

  /// Leaves. The last user stops the server in order: sessions are ended, everything is written. Leaving twice is
  /// harmless.
  public func stop() async {
    guard let membership else { return }
    self.membership = nil
    await restart?.value
    do throws(LocalPostgresError) {
      try await onThreadOfItsOwn { [folder, cluster] () throws(LocalPostgresError) in
        let starting = try FileLock(path: folder.startLock)
        starting.lockAlone()
        if membership.isLast() { try cluster.stop() }
      }
    } catch {
      logger.error("private PostgreSQL was not stopped", metadata: ["reason": "\(error)"])
    }
  }

  /// Watches the server and starts it again when it dies, until the task is cancelled or this user leaves.
  ///
  /// A killed server recovers what was committed; connections to it are lost.
  public func supervise() async {
    while membership != nil {
      do { try await Task.sleep(for: .milliseconds(200)) } catch { return }
      guard membership != nil, !cluster.postmaster.isAlive else { continue }
      logger.warning("private PostgreSQL is gone; starting it again", metadata: ["directory": "\(directory)"])
      let restart = Task { await bringBack() }
      self.restart = restart
      await restart.value
      self.restart = nil
    }
  }

  private func bringBack() async {
    do throws(LocalPostgresError) {
      try await onThreadOfItsOwn { [folder, cluster] () throws(LocalPostgresError) in
        let starting = try FileLock(path: folder.startLock)
        starting.lockAlone()
        try cluster.start()
      }
    } catch {
      logger.error("private PostgreSQL did not start again", metadata: ["reason": "\(error)"])
    }
  }

  /// A connection URI for libpq.
  ///
  /// - Parameter user: a database role; `postgres` is the superuser.
  public nonisolated func url(user: String, database: String) -> String {
    "postgresql:///\(Self.encode(database))?host=\(Self.encode(socketDirectory))&port=5432&user=\(Self.encode(user))"
  }

  private static func encode(_ text: String) -> String {
    let unreserved = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
    return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? text
  }
}
