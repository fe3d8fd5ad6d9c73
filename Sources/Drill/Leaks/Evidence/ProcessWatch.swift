import Foundation

/// Looks again and again at the arguments and the environment of all processes that belong to a deployment: anybody on the
/// machine sees the former, and whoever inherits the latter writes it into a report of a crash.
actor ProcessWatch {
  private let folder: String
  /// Where PostgreSQL works; the folder may be a link.
  private let server: String
  private var seen: Set<Evidence.Passage> = []

  /// - Parameter folder: of the deployment's data; all that belongs to it names the folder or works in it.
  init(folder: String) {
    self.folder = folder
    server = URL(fileURLWithPath: folder + "/postgres").resolvingSymlinksInPath().path
  }

  /// Each text once.
  var passages: [Evidence.Passage] { seen.sorted { ($0.origin, $0.text) < ($1.origin, $1.text) } }

  /// Looks until its task is cancelled.
  func watch() async {
    while !Task.isCancelled {
      look()
      try? await Task.sleep(for: .milliseconds(200))
    }
  }

  /// Looks once.
  func look() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    for process in names.compactMap({ pid_t($0) }) where process != getpid() {
      let arguments = Self.read("/proc/\(process)/cmdline")
      guard belongs(process, arguments) else { continue }
      let name = arguments.prefix { $0 != " " && $0 != ":" }.split(separator: "/").last.map(String.init) ?? "?"
      seen.insert(Evidence.Passage(origin: "arguments of \(name)", text: arguments))
      let environment = Self.read("/proc/\(process)/environ")
      if !environment.isEmpty { seen.insert(Evidence.Passage(origin: "environment of \(name)", text: environment)) }
    }
  }

  private func belongs(_ process: pid_t, _ arguments: String) -> Bool {
    if arguments.contains(folder) { return true }
    let place = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd")
    return place?.hasPrefix(server) == true
  }

  /// What the kernel tells, with blanks for the zero bytes; empty when the process has gone or is nobody's business.
  private static func read(_ path: String) -> String {
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    return String(decoding: bytes.map { $0 == 0 ? 0x20 : $0 }, as: UTF8.self).trimmingCharacters(in: .whitespaces)
  }
}
