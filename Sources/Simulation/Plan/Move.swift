import Scheduling

/// One request of the plan, and the answer that is right.
struct Move: Sendable, Hashable {
  /// What it is, as a violation names it: `confirm of booking 12`.
  var name: String
  var bearer: Bearer
  var method: String
  var path: Path
  var body: JSON?
  /// The Idempotency-Key, within the run.
  var key: String?
  var ifMatch: IfMatch?
  var expected: Expectation
  /// The booking it is about, or makes.
  var booking: Int?
  /// What the answer tells that later requests need.
  var learns: [Learning] = []
  /// What is done with every item of the answer, one by one.
  var each: Each?

  /// Which version a careful or a careless client names.
  enum IfMatch: Sendable, Hashable {
    /// The ETag of the last answer.
    case current
    /// The first version, long gone.
    case stale
  }

  enum Each: Sendable, Hashable {
    /// Deleted: tasks that have been seen to.
    case deleted
    /// Acknowledged: messages that MyPage has fetched.
    case acknowledged
  }

  static func closingTasks() -> Move {
    Move(
      name: "tasks", bearer: .counselor, method: "GET", path: "tasks?status=open&limit=200", expected: .ok(),
      each: .deleted)
  }

  /// MyPage fetches what is due and has not been delivered by then.
  static func fetchingMessages() -> Move {
    Move(
      name: "messages", bearer: .gateway, method: "GET", path: "messages?status=pending&limit=200", expected: .ok(),
      each: .acknowledged)
  }

  enum Learning: Sendable, Hashable {
    case id(Reference)
    /// The n-th occurrence's id belongs to the n-th reference.
    case occurrences([Reference])
    /// The text at a place of the answer: `items.-1.id` is the last item's id.
    case at(String, Reference)
    /// The ids of a list's items, by their names.
    case named([String: Reference])
    /// How many the list at a place holds: the service's own count of something.
    case count(String, Subject)
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
  /// What else the answer says, by the place: `items.0.kind`.
  var says: [String: Saying] = [:]

  static func ok(
    _ status: Int = 200, _ becomes: BookingStatus? = nil, says: [String: Saying] = [:]
  ) -> Expectation {
    Expectation(status: status, becomes: becomes, says: says)
  }

  static func refused(_ status: Int, _ code: String) -> Expectation { Expectation(status: status, code: code) }
}
