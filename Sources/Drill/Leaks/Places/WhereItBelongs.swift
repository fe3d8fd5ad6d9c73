/// Where persons and meetings may be found: the one list of it. Whatever is not in it is no place for them.
enum WhereItBelongs {
  /// Whose values an answer may show.
  enum Persons: Sendable { case nobody, own, anybody }

  /// Columns that hold a person's name, reading or number.
  static let columns: [String: String] = [
    "seekers.name": "the person",
    "seekers.kana": "the person",
    "seekers.job_seeker_number": "by which, in an office, the person is known",
    "bookings.seeker_name": "as it was typed this time; it may differ, and never overwrites the person",
    "bookings.seeker_kana": "the same",
    "bookings.seeker_number_typed": "the same",
    "bookings.seeker_name_key": "a person is searched for by name",
    "bookings.seeker_kana_key": "a person is searched for by reading",
    "messages.facts": "the user is addressed; of the message's own booking only",
    "disclosures.requester": "who asks is on record (Art. 8)",
  ]

  /// Answers that show persons, by their routes; the first that fits counts.
  private static let answers: [(route: String, persons: Persons, reason: String)] = [
    ("POST bookings", .own, "what was made is shown"),
    ("GET bookings", .anybody, "the day's list"),
    ("POST bookings/search", .anybody, "whoever was searched for"),
    ("GET bookings/{id}", .own, "the booking"),
    ("PATCH bookings/{id}", .own, "the booking as it is now"),
    ("GET bookings/{id}/*", .nobody, "events, consents, contacts, the standing and the meeting name nobody"),
    ("POST bookings/{id}/*", .own, "an action answers with its booking"),
    ("GET messages", .anybody, "the gateway fetches what users are told"),
    (messageRoute, .own, "the same, of one booking"),
    ("POST messages/{id}/*", .own, "the message as it is now"),
    (exportRoute, .own, "the one way out for what is kept about a person"),
    ("GET disclosures", .anybody, "who asks is named"),
    ("GET disclosures/{id}", .anybody, "who asks is named"),
    ("POST disclosures", .anybody, "who asks is named"),
    ("POST disclosures/{id}/*", .anybody, "who asks is named"),
    ("GET openapi.json", .anybody, "the contract's examples are made-up persons too, and the same ones"),
    ("POST message-templates/preview", .anybody, "the same"),
  ]

  /// Whom the answer of a route shows.
  static func persons(in route: Route) -> Persons {
    answers.first { fits(route.key, $0.route) }?.persons ?? .nobody
  }

  /// The one answer that tells, where a law demands it, what identifies a device (Art. 7(2)).
  static let exportRoute = "POST disclosures/{id}/export"
  /// The one answer about a booking that leads into its meeting (Art. 6(3)).
  static let meetingRoute = "GET bookings/{id}/meeting"
  /// Where the gateway fetches a message.
  static let messageRoute = "GET messages/{id}"
  /// The messages that lead into a booking's own meeting, sent or fetched.
  static let meetingMessages: Set = ["details", "follow_up_details"]

  private static func fits(_ key: String, _ pattern: String) -> Bool {
    pattern.hasSuffix("*") ? key.hasPrefix(pattern.dropLast()) : key == pattern
  }
}
