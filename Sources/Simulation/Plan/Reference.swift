/// Something whose id, or other word for it, only the service knows, by its number in the plan of its office.
enum Reference: Sendable, Hashable {
  /// What the office is set up with.
  case counselor(Int), room(Int), licence(Int)
  /// A booking.
  case booking(Int)
  /// Whom the service gave a booking, and somebody else than that.
  case counselorOf(booking: Int), counselorBesides(booking: Int)
  /// An occurrence of a series of reservations.
  case reservation(Int)
  /// Who works in the office: the member who is the n-th counselor.
  case member(Int)
  /// The person of a booking, and the code that leads into its meeting.
  case seeker(booking: Int), codeOf(booking: Int)
  /// What comes up in the course of a run, by its number in the office.
  case terms(Int), message(Int), incident(Int), refusal(Int), disclosure(Int)
}

/// A path below an office's own, with references in it: `"bookings/\(.booking(3))/offer"`.
struct Path: Sendable, Hashable, ExpressibleByStringInterpolation {
  enum Part: Sendable, Hashable {
    case text(String)
    case id(Reference)
  }

  let parts: [Part]

  init(stringLiteral text: String) { parts = [.text(text)] }

  init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { parts.append(.text(literal)) }

    mutating func appendInterpolation(_ reference: Reference) { parts.append(.id(reference)) }

    mutating func appendInterpolation(_ text: String) { parts.append(.text(text)) }
  }

  /// The path with ids.
  func text(_ id: (Reference) throws -> String) rethrows -> String {
    try parts.map { part in
      switch part {
      case .text(let text): text
      case .id(let reference): try id(reference)
      }
    }.joined()
  }
}
