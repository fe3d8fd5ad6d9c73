import Foundation

/// The server's folder with its data, and the running server if there is one. Its calls block, and all but ``isAlive``
/// want the start lock held.
struct Cluster: Sendable {
  let programs: Programs
  let account: ServerAccount
  let folder: String
  let options: LocalPostgres.Options

  /// How long a server may take to start, to recover or to stop, in seconds.
  static let patience = 120

  var data: String { folder + "/data" }
  /// The server's folder as the server is told: in full, so that it can be asked for, or as seen from the data where the
  /// socket's path would not fit its address.
  private var socketFolder: String {
    (folder + "/.s.PGSQL.5432").utf8.count <= Folder.longestSocketPath ? folder : ".."
  }
  var postmaster: Postmaster { Postmaster(folder: folder, account: account) }

  /// Makes the data when there is none: UTF-8, the locale C, checksums, `postgres` as superuser.
  func initialise() throws(LocalPostgresError) {
    let files = FileManager.default
    // Made under another name first: a data folder that is there is whole, whenever we die.
    for name in (try? files.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix("unfinished-") {
      try? files.removeItem(atPath: folder + "/" + name)
    }
    if !files.fileExists(atPath: data) {
      let unfinished = "unfinished-\(UInt32.random(in: .min ... .max))"
      var command = [
        programs.initdb, "-D", unfinished, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C",
        "--data-checksums",
      ]
      if !options.fsync { command.append("--no-sync") }
      let initdb = ChildProcess(command, in: folder, as: account)
      guard initdb.exitCode == 0, rename(folder + "/" + unfinished, data) == 0 else {
        throw LocalPostgresError(.programFailed, "initdb failed in \(folder): \(initdb.output.suffix(500))")
      }
    }
    let version = (try? String(contentsOfFile: data + "/PG_VERSION", encoding: .utf8)) ?? ""
    guard version.trimmingCharacters(in: .whitespacesAndNewlines) == String(programs.majorVersion) else {
      throw LocalPostgresError(
        .versionMismatch,
        """
        \(data) was written by PostgreSQL \(version.trimmingCharacters(in: .whitespacesAndNewlines)), and installed is \
        \(programs.majorVersion). Install the former, or remove the directory to begin anew.
        """)
    }
  }

  /// Starts the server, or waits for the one that is starting, until it takes connections.
  func start() throws(LocalPostgresError) {
    let deadline = Date(timeIntervalSinceNow: Double(Self.patience))
    while true {
      switch postmaster.state {
      case .ready: return
      case .absent: try launch()
      case .starting, .stopping: usleep(20_000)
      }
      guard Date() < deadline else {
        throw LocalPostgresError(
          .programFailed, "The server in \(folder) did not become ready within \(Self.patience) seconds.")
      }
    }
  }

  /// Stops the server: first in order (sessions are ended, everything is written), at last by force.
  func stop() throws(LocalPostgresError) {
    guard postmaster.state != .absent else { return }
    var output = ""
    for mode in ["fast", "immediate"] {
      let stop = ChildProcess(
        [programs.pgCtl, "stop", "-D", "data", "-m", mode, "-w", "-t", "\(Self.patience / 2)"], in: folder, as: account)
      if stop.exitCode == 0 || postmaster.state == .absent { return }
      output = stop.output
    }
    throw LocalPostgresError(.programFailed, "The server in \(folder) can't be stopped: \(output.suffix(500))")
  }

  private func launch() throws(LocalPostgresError) {
    try postmaster.clearRemains()
    do {
      try options.configuration(socketFolder: socketFolder).write(
        toFile: data + "/private.conf", atomically: true, encoding: .utf8)
      let main = data + "/postgresql.conf"
      let text = try String(contentsOfFile: main, encoding: .utf8)
      let include = "include 'private.conf'\n"
      if !text.hasSuffix(include) { try (text + include).write(toFile: main, atomically: true, encoding: .utf8) }
      for path in [data + "/private.conf", main] where account.isAnother {
        _ = lchown(path, account.user, account.group)
      }
    } catch {
      throw LocalPostgresError(.directoryUnusable, "The server's configuration in \(data) can't be written.")
    }
    // Paths are relative: pg_ctl hands them to a shell, and a directory may have any name.
    let start = ChildProcess(
      [
        programs.pgCtl, "start", "-D", "data", "-l", "server.log", "-w", "-t", "\(Self.patience)", "-s",
        "-o", "-c cluster_name=\(postmaster.name)",
      ], in: folder, as: account)
    guard start.exitCode == 0 else {
      let log = (try? String(contentsOfFile: folder + "/server.log", encoding: .utf8)) ?? ""
      throw LocalPostgresError(
        .programFailed,
        "The server in \(folder) did not start: \(start.output.suffix(300)) The end of its log: \(log.suffix(500))")
    }
  }
}
