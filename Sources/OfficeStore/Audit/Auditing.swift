import Postgres
import Scheduling

/// Whom a read shows: each read of the store says so, and leaves its entry in the audit accordingly.
enum Auditing<Result> {
  /// Nobody: resources, hours, settings, what is free. No entry.
  case nobody
  /// The person of this booking, known beforehand: the entry travels with the read.
  case booking(BookingID)
  /// Whoever a list shows: the statement that writes the entry finds them too, before the read, in its round trip and in its
  /// snapshot. It writes none for an empty list.
  case listed((Session) -> Statement)
  /// Whoever was found: the entry takes a second round trip. Nil when nobody was shown; then there is none.
  case found((Result) -> AuditSubjects?)
  /// The audit itself, asked for this booking if for any.
  case audit(BookingID?)
}

extension Auditing where Result: Audited {
  /// Whoever the result says that it is about.
  static var shown: Auditing { .found { $0.auditSubjects } }
}
