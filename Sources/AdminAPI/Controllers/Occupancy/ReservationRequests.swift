import OfficeStore
import Scheduling

/// The bodies of room reservations.
enum ReservationRequests {
  /// Unicode scalars of a purpose.
  static let longestPurpose = 200

  static func create(_ fields: inout FieldReader) -> ReservationRequest? {
    let room = fields.required("room", .text(.id() as TextFormat<RoomID>))
    let start = fields.required("start", .text(.instant))
    let end = fields.required("end", .text(.instant))
    let purpose = fields.required("purpose", .text(.line(longestPurpose)))
    let recurrence = fields.optional("repeat", .object(recurrence))
    guard let room, let start, let end, let purpose else { return nil }
    return ReservationRequest(room: room, slot: Slot(start: start, end: end), purpose: purpose, recurrence: recurrence)
  }

  static func change(_ fields: inout FieldReader) -> ReservationChange? {
    var change = ReservationChange()
    change.room = fields.change("room", .text(.id()))
    change.start = fields.change("start", .text(.instant))
    change.end = fields.change("end", .text(.instant))
    change.purpose = fields.change("purpose", .text(.line(longestPurpose)))
    return change
  }

  /// How far the next one is, and exactly one of the two ways to say where it ends.
  private static func recurrence(_ fields: inout FieldReader) -> Recurrence? {
    let step = fields.required("every", .text(TextFormat<Recurrence.Step>.choice))
    if fields.has("until") == fields.has("count") { fields.report(.oneOf(["until", "count"]), at: "until") }
    let until = fields.change("until", .text(.date)).map { Recurrence.Limit.until($0) }
    let count = fields.change("count", .integer(in: 1...Recurrence.maxOccurrences)).map { Recurrence.Limit.count($0) }
    guard let step, let limit = until ?? count else { return nil }
    return Recurrence(every: step, limit: limit)
  }
}
