import Scheduling

/// What stands at one place of an answer.
enum Saying: Sendable, Hashable {
  case text(String), integer(Int), truth(Bool), null
  /// One of these texts.
  case either([String])
  /// An instant, in whatever zone it is told.
  case instant(Instant)
  /// What an earlier answer told of it, or anything but that.
  case id(Reference), another(Reference)
  /// A list of so many.
  case count(Int)
  /// A list with that text in it, or without.
  case holding(String), lacking(String)
  /// Nothing: the member is not there.
  case absent
}
