import Foundation

/// A folder of one test: the service's data in `data`, its output beside it. At the end whatever still runs in it is
/// killed and the folder removed, however the test ended.
struct Scratch: Sendable {
  let folder: String

  /// The service's DIR; it does not exist at first.
  var data: String { folder + "/data" }

  static func use<Result>(_ body: (Scratch) async throws -> Result) async throws -> Result {
    let scratch = Scratch(folder: try makeFolder())
    let keeper = try Keeper(of: scratch.folder)
    do {
      let result = try await body(scratch)
      await keeper.clear()
      return result
    } catch {
      await keeper.clear()
      throw error
    }
  }

  /// A new folder with a short path, for the socket's sake, that the database server's user may pass through.
  private static func makeFolder() throws -> String {
    let folder = "/var/tmp/mg-\(String(UInt32.random(in: .min ... .max), radix: 36))"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o711])
    return folder
  }

  /// The number of the database server's main process; nil when there is none.
  var postmaster: pid_t? {
    let file = try? String(contentsOfFile: data + "/postgres/data/postmaster.pid", encoding: .utf8)
    return file?.split(separator: "\n").first.flatMap { pid_t($0) }
  }

  /// The processes that work inside the folder: a service starts in it, and PostgreSQL works in its data.
  var inhabitants: [pid_t] {
    let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { pid_t($0) } ?? []
    return numbers.filter { number in
      let place = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(number)/cwd")
      return place?.hasPrefix(folder) == true
    }
  }

  /// What the service wrote to standard error.
  func log(of name: String) -> String {
    (try? String(contentsOfFile: "\(folder)/\(name).err", encoding: .utf8)) ?? ""
  }
}

extension Scratch {
  /// All that the services and commands of the folder wrote to standard error.
  var everyLog: String {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".err") }.map { log(of: String($0.dropLast(4))) }.joined()
  }
}
