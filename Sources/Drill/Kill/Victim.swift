import Foundation
import Stage

/// What is killed.
enum Victim: String, CaseIterable {
  case service
  case database

  /// SIGKILL, at once.
  func kill(on stage: Stage) async throws {
    switch self {
    case .service: await stage.service.killAtOnce()
    case .database: try await killDatabase(of: stage)
    }
  }

  /// The postmaster and all of its children: none may live on and finish what it was doing.
  private func killDatabase(of stage: Stage) async throws {
    let path = stage.database.directory + "/postgres/data/postmaster.pid"
    let deadline = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < deadline {
      if let file = try? String(contentsOfFile: path, encoding: .utf8),
        let postmaster = file.split(separator: "\n").first.flatMap({ pid_t($0) })
      {
        Foundation.kill(postmaster, SIGSTOP)
        let children = Self.children(of: postmaster)
        for process in [postmaster] + children { Foundation.kill(process, SIGKILL) }
        return
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw DrillError("there is no PostgreSQL to kill in \(stage.database.directory)")
  }

  /// Stopped first, a parent makes no further ones meanwhile.
  private static func children(of parent: pid_t) -> [pid_t] {
    let text = try? String(contentsOfFile: "/proc/\(parent)/task/\(parent)/children", encoding: .utf8)
    return (text ?? "").split(separator: " ").compactMap { pid_t($0) }
  }
}
