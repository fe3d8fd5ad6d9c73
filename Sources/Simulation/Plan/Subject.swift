import Scheduling

/// What an office has a number of, in the books of the plan, of the service and of the database.
enum Subject: Sendable, Hashable {
  case booking(BookingStatus)
  case message(MessageKind)
  case consent(ConsentKind)
  case task(StaffTaskKind)
  case record(Record)

  enum Record: String, Sendable, Hashable, CaseIterable {
    case contact, incident, refusal, disclosure
    case usageEvent = "usage_event"
    /// 会議情報 in force.
    case meeting
  }

  /// Tasks that the plan can tell: what is opened for want of a free counselor or room depends on ids, and whether
  /// details are late on how fast this machine is.
  static let tasks = StaffTaskKind.allCases.filter { ![.resourceUnavailable, .detailsNotSent, .other].contains($0) }

  static let bookings = BookingStatus.allCases.map(Subject.booking)
  static let messages = MessageKind.allCases.map(Subject.message)
  static let records =
    ConsentKind.allCases.map(Subject.consent) + tasks.map(Subject.task) + Record.allCases.map(Subject.record)

  /// The name that the database and the API have for it.
  var name: String {
    switch self {
    case .booking(let status): status.rawValue
    case .message(let kind): kind.rawValue
    case .consent(let kind): kind.rawValue
    case .task(let kind): kind.rawValue
    case .record(let record): record.rawValue
    }
  }

  /// The subject of a row of the database: what kind of thing, and its name.
  init?(_ chapter: String, _ name: String) {
    let found: Subject? =
      switch chapter {
      case "booking": BookingStatus(rawValue: name).map(Subject.booking)
      case "message": MessageKind(rawValue: name).map(Subject.message)
      case "consent": ConsentKind(rawValue: name).map(Subject.consent)
      case "task": StaffTaskKind(rawValue: name).map(Subject.task)
      case "record": Record(rawValue: name).map(Subject.record)
      default: nil
      }
    guard let found else { return nil }
    self = found
  }
}
