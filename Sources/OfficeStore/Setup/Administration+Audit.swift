import Foundation
import Postgres
import Scheduling

extension Administration {
  /// Who acts at the command line, for tasks, events and the audit.
  static let actor = "system_admin:command"

  /// What a command does in an office.
  func session(_ operation: String, in office: Office, on connection: Connection) -> Session {
    Session(
      connection: connection, actor: Self.actor, office: office, now: clock.now(), role: Role.systemAdmin.rawValue,
      occasion: Occasion(operation: operation, purpose: .administration))
  }

  /// Leaves an entry in the audit of every office that the thing reaches: whoever reads an office's audit sees what came
  /// from above too.
  func record(_ operation: String, of thing: UUID, reaching scope: Scope, on connection: Connection) async throws {
    let offices = try await connection.run(Office.all).map(Office.init(row:))
      .filter { scope.covers(office: $0.code, of: $0.bureau) }
    let sessions = offices.map { session(operation, in: $0, on: connection) }
    _ = try await connection.run(
      sessions.flatMap { [$0.enter, $0.entry(.change, about: AuditSubjects(thing: thing))] })
  }
}
