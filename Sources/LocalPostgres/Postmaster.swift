import Foundation

/// The server's main process as its files and `/proc` tell of it.
struct Postmaster: Sendable {
  let folder: String
  let account: ServerAccount

  enum State {
    case absent, starting, ready, stopping
  }

  /// The name that the server's processes carry in their titles, the same for the same folder.
  var name: String {
    // FNV-1a, 64 bits; Swift's own hashes differ from run to run.
    let hash = folder.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return "madoguchi-" + String(hash, radix: 16)
  }

  /// Whether it runs at all.
  var isAlive: Bool { state != .absent }

  /// What `postmaster.pid` says, if the process it names is there and is ours.
  var state: State {
    let path = folder + "/data/postmaster.pid"
    guard let file = try? String(contentsOfFile: path, encoding: .utf8) else { return .absent }
    let lines = file.split(separator: "\n", omittingEmptySubsequences: false)
    // After a crash or a restart of the machine the number may belong to anybody.
    guard let process = lines.first.flatMap({ pid_t($0) }), isMain(process) else { return .absent }
    guard lines.count > 7 else { return .starting }
    switch lines[7].trimmingCharacters(in: .whitespaces) {
    case "ready": return .ready
    case "stopping": return .stopping
    default: return .starting
    }
  }

  /// Ends what a killed server left behind, so that a new one finds the memory and the files free.
  func clearRemains() throws(LocalPostgresError) {
    let deadline = Date(timeIntervalSinceNow: 10)
    let gentle = Date(timeIntervalSinceNow: 5)
    while true {
      let orphans = children
      if orphans.isEmpty { break }
      guard Date() < deadline else {
        throw LocalPostgresError(
          .programFailed, "Processes of a dead server in \(folder) won't end: \(orphans). End them, then start again.")
      }
      for orphan in orphans { kill(orphan, Date() < gentle ? SIGQUIT : SIGKILL) }
      usleep(20_000)
    }
    for file in ["/data/postmaster.pid", "/.s.PGSQL.5432", "/.s.PGSQL.5432.lock"] { unlink(folder + file) }
  }

  private func isMain(_ process: pid_t) -> Bool {
    arguments(of: process).contains { $0 == "cluster_name=\(name)" }
  }

  /// The server's other processes. Each has a title such as `postgres: NAME: walwriter`.
  private var children: [pid_t] {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.compactMap { pid_t($0) }.filter { process in
      arguments(of: process).first?.hasPrefix("postgres: \(name): ") ?? false
    }
  }

  /// The command line of a process of the server's user; empty for others, and for one that is dead but not yet reaped.
  private func arguments(of process: pid_t) -> [String] {
    var status = stat()
    guard stat("/proc/\(process)", &status) == 0, status.st_uid == account.user,
      let bytes = FileManager.default.contents(atPath: "/proc/\(process)/cmdline")
    else { return [] }
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }
}
