/// Whether an entry of the audit tells of a change or of a look.
public enum AuditKind: String, Sendable, Hashable, CaseIterable {
  /// Something was written.
  case change
  /// A person's data, or the audit itself, was shown.
  case read
}

/// How what an entry of the audit tells of ended.
public enum AuditOutcome: String, Sendable, Hashable, CaseIterable {
  /// As it was asked for.
  case done
  /// The request was refused; what the clock had made true meanwhile was written down.
  case refused
  /// An earlier answer was shown again; nothing was done.
  case replayed
}
