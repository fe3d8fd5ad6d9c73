import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// What takes a room, a counselor or a licence without a booking.
extension CountedCommand {
  static let occupancy: [CountedCommand] = [
    .init("reserve") { office in
      let room = try await firstRoom(of: office)
      return { try await office.reserve(room, hour(10)) }
    },
    .init("reserve", "a series") { office in
      let room = try await firstRoom(of: office)
      return { try await office.reserve(room, hour(10), repeating: Recurrence(every: .day, limit: .count(4))) }
    },
    .init("changeReservation", "what it is for") { office in
      let id = try await reservation(in: office)
      return { try await office.change(id) { $0.purpose = "研修" } }
    },
    .init("changeReservation", "its time", most: 4, because: itsOwnFirst) { office in
      let id = try await reservation(in: office)
      return { try await office.change(id) { ($0.start, $0.end) = (.september(17, 14), .september(17, 15)) } }
    },
    .init("dropReservation") { office in
      let id = try await reservation(in: office)
      return { try await office.drop(id) }
    },
    .init("add", "an absence that is in nobody's way") { office in
      let counselor = try await firstCounselor(of: office)
      return { try await office.enter(\.absences, counselor, hour(10)) }
    },
    .init("add", "an absence that somebody has to be moved for", most: 4, because: lockedFirst) { office in
      let counselor = try #require(try await office.confirmed(start).agreement?.counselor.id)
      return { try await office.enter(\.absences, .counselor(counselor), hour(10), reassign: true) }
    },
    .init("change", "why somebody is absent") { office in
      let id = try await absence(in: office)
      return { try await office.change(\.absences, id) { $0.reason = "病気" } }
    },
    .init("change", "how long somebody is absent", most: 4, because: itsOwnFirst) { office in
      let id = try await absence(in: office)
      return { try await office.change(\.absences, id) { $0.end = .september(17, 12) } }
    },
    .init("end", "an absence") { office in
      let id = try await absence(in: office)
      return { try await office.end(\.absences, id) }
    },
  ]

  private static let itsOwnFirst = "what may be in the way is known only with the time that it has"

  private static func hour(_ hour: Int) -> Slot { Slot(start: .september(17, hour), minutes: 60) }

  private static func firstRoom(of office: TestOffice) async throws -> RoomID {
    try #require(try await office.rooms().first)
  }

  private static func firstCounselor(of office: TestOffice) async throws -> SessionResource {
    .counselor(try #require(try await office.counselors().first))
  }

  private static func reservation(in office: TestOffice) async throws -> ReservationID {
    try #require(try await office.reserve(firstRoom(of: office), hour(10)).first).id
  }

  private static func absence(in office: TestOffice) async throws -> AbsenceID {
    try await office.enter(\.absences, firstCounselor(of: office), hour(10)).item.id
  }
}
