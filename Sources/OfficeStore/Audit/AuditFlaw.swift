import Scheduling

/// What is wrong with a batch of an office's audit.
public enum AuditFlaw: Sendable, Hashable {
  /// The batch with this number is not there.
  case missing(Int64)
  /// The batch does not follow the one before it.
  case unlinked(Int64)
  /// Other many entries lie in the batch than were sealed: some were removed, or put in late.
  case miscounted(Int64, sealed: Int, found: Int)
  /// As many entries as were sealed, but not the same.
  case changed(Int64)
  /// The chain ends after a batch, although batches up to another one were sealed: its end was cut off.
  case cutOff(after: Int64, sealed: Int64)
  /// The chain ends with a batch that is not the one that was sealed last.
  case otherEnd(Int64)
  /// So many entries lie where no batch can hold them: before the chain's beginning, or in transactions to come.
  case stray(Int)
}

extension AuditSeal {
  /// The first thing that is wrong with the batch, given what it must follow and the entries that lie in it.
  func flaw(after link: AuditLink, over entries: [AuditEntry], in office: Office) -> AuditFlaw? {
    guard number == link.number + 1 else { return .missing(link.number + 1) }
    guard previousHash == link.hash, fromWriter == link.toWriter else { return .unlinked(number) }
    guard entries.count == entryCount else { return .miscounted(number, sealed: entryCount, found: entries.count) }
    let isWhole =
      hash(over: entries, in: office) == hash && entries.map(\.at).min() == firstAt
      && entries.map(\.at).max() == lastAt
    return isWhole ? nil : .changed(number)
  }
}
