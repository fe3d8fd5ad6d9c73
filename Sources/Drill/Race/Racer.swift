import Foundation

/// One of those who want a slot, or a part of it.
struct Racer: Sendable {
  /// What it asks for.
  enum Move: Sendable {
    /// A booking that was offered the slot confirms it.
    case confirm(UUID)
    /// A booking that has another slot, told here, is moved to it.
    case reschedule(UUID, from: String)
    /// The booking that is there already is to have the other counselor or the other room.
    case reassign(UUID, Part)
    /// Somebody reserves the other room for something else.
    case reserve
    /// The other counselor is to be absent.
    case absence
  }

  /// What there are two of, one of them free when the race begins.
  enum Part: String, Sendable {
    case counselor
    case room
  }

  let move: Move

  /// Short, for counting.
  var name: String {
    switch move {
    case .confirm: "confirm"
    case .reschedule: "reschedule"
    case .reassign(_, let part): "reassign \(part.rawValue)"
    case .reserve: "room-reservation"
    case .absence: "absence"
    }
  }

  /// The one thing it must have; nil for a booking, which takes whoever and whatever is free.
  var part: Part? {
    switch move {
    case .confirm, .reschedule: nil
    case .reassign(_, let part): part
    case .reserve: .room
    case .absence: .counselor
    }
  }

  /// Its request.
  func request(for slot: MixedContest.Target) -> (path: String, body: String) {
    let (start, end) = (slot.start, slot.end)
    switch move {
    case .confirm(let id): return ("bookings/\(id)/confirm", DrillOffice.confirmation(start))
    case .reschedule(let id, _): return ("bookings/\(id)/reschedule", #"{"start":"\#(start)","reason":"訓練"}"#)
    case .reassign(let id, let part):
      return ("bookings/\(id)/reassign", #"{"\#(part.rawValue)":"\#(slot.free(part))"}"#)
    case .reserve:
      return (
        "room-reservations", #"{"room":"\#(slot.room)","start":"\#(start)","end":"\#(end)","purpose":"訓練"}"#
      )
    case .absence:
      return (
        "absences", #"{"counselor":"\#(slot.counselor)","start":"\#(start)","end":"\#(end)","reason":"訓練"}"#
      )
    }
  }
}
