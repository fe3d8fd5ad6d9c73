import Scheduling

/// One request of the plan, and the answer that is right.
struct Move: Sendable, Hashable {
  /// What it is, as a violation names it: `confirm of booking 12`.
  var name: String
  var role: Role
  var method: String
  var path: Path
  var body: JSON?
  /// The Idempotency-Key, within the run.
  var key: String?
  var ifMatch: IfMatch?
  var expected: Expectation
  /// The booking it is about, or makes.
  var booking: Int?
  /// Whose ids the answer tells.
  var learns: Learning?

  /// Which version a careful or a careless client names.
  enum IfMatch: Sendable, Hashable {
    /// The ETag of the last answer.
    case current
    /// The first version, long gone.
    case stale
  }

  /// Whether every item of the answer is then deleted, one by one: tasks that have been seen to.
  var closesItems = false

  static func closingTasks() -> Move {
    Move(
      name: "tasks", role: .counselor, method: "GET", path: "tasks?status=open&limit=200", expected: .ok(),
      closesItems: true)
  }

  enum Learning: Sendable, Hashable {
    case id(Reference)
    /// The n-th occurrence's id belongs to the n-th reference.
    case occurrences([Reference])
  }
}

/// What an answer must be.
struct Expectation: Sendable, Hashable {
  var status: Int
  /// A problem's code.
  var code: String?
  /// The booking's status in the answer.
  var becomes: BookingStatus?
  /// The deadline of the offer in the answer.
  var deadline: Instant?
  /// `Idempotency-Replayed: true`.
  var isReplay = false
  /// How many times of bookings a closure displaces.
  var displaced: Int?
  /// What the office is told to have free, by start.
  var free: [Instant: Int]?

  static func ok(_ status: Int = 200, _ becomes: BookingStatus? = nil) -> Expectation {
    Expectation(status: status, becomes: becomes)
  }

  static func refused(_ status: Int, _ code: String) -> Expectation { Expectation(status: status, code: code) }
}
