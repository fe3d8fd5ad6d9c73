import Foundation

/// Where the programs of PostgreSQL are, and of which major version.
struct Programs: Sendable {
  let folder: String
  let majorVersion: Int

  var initdb: String { folder + "/initdb" }
  var pgCtl: String { folder + "/pg_ctl" }

  /// Finds PostgreSQL 15 where Debian puts it, or what `pg_config` names.
  static func find() throws(LocalPostgresError) -> Programs {
    let debian = "/usr/lib/postgresql/15/bin"
    let configured = ChildProcess(["pg_config", "--bindir"], in: "/")
    let candidates = configured.exitCode == 0 ? [debian, configured.output] : [debian]
    for folder in candidates {
      let version = ChildProcess([folder + "/postgres", "--version"], in: "/")
      // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
      guard version.exitCode == 0, let number = version.output.split(separator: " ").dropFirst(2).first,
        let major = Int(number.prefix { $0.isNumber }), major >= 15,
        access(folder + "/initdb", X_OK) == 0, access(folder + "/pg_ctl", X_OK) == 0
      else { continue }
      return Programs(folder: folder, majorVersion: major)
    }
    throw LocalPostgresError(
      .programsMissing, "PostgreSQL 15 is not installed. Install it with: apt-get install postgresql-15")
  }
}
