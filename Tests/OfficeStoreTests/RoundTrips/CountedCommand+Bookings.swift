import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// What is done to one booking.
extension CountedCommand {
  static let applications: [CountedCommand] = [
    .init("receive") { office in
      return { _ = try await office.receive() }
    },
    .init("receive", "with an Idempotency-Key") { office in
      let key = ReplayKey(key: "k", method: "POST", path: "/bookings", body: [1], token: "mdg_test")
      return { _ = try await office.receive(.complete(), office.context(by: .gateway, replay: key)) }
    },
    .init("receive", "of a person who is refused") { office in
      let known = try await office.receive(.complete(number: "28990-7"))
      try await office.refuse(known.seeker.id, from: .september(16, 8), by: .officeHead)
      return { _ = try await office.receive(.complete(number: "28990-7")) }
    },
    .init("offer") { office in
      let booking = try await office.receive()
      return { try await office.offer(booking.id, start, .september(17, 11), .september(17, 13)) }
    },
    .init("offer", "that holds nothing") { office in
      try await office.setPolicy { $0.holdOffers = false }
      let booking = try await office.receive()
      return { try await office.offer(booking.id, start) }
    },
    .init("offer", "in the place of another") { office in
      let booking = try await office.offered(start)
      return { try await office.offer(booking.id, .september(17, 11)) }
    },
    .init("confirm", "what its offer holds") { office in
      let booking = try await office.offered(start, .september(17, 11))
      return { try await office.confirm(booking.id, start) }
    },
    .init("confirm", "what nobody holds") { office in
      try await office.setPolicy { $0.holdOffers = false }
      let booking = try await office.offered(start)
      return { try await office.confirm(booking.id, start) }
    },
    .init("confirm", "a contact that is entered late", most: 4, because: dueFirst) { office in
      let booking = try await office.offered(.september(24, 10))
      try office.advance(to: .september(22, 9))
      return { try await office.confirm(booking.id, .september(24, 10), receivedAt: .september(18, 12)) }
    },
    .init("withdraw") { office in
      let booking = try await office.offered(start)
      return { try await office.withdraw(booking.id) }
    },
    .init("decline") { office in
      let booking = try await office.offered(start)
      return { try await office.decline(booking.id) }
    },
    .init("amend", "the name") { office in
      let booking = try await office.receive()
      return { try await office.amend(booking.id) { $0.seeker.name = "職安 次郎" } }
    },
    .init("amend", "the number of a firm booking") { office in
      let booking = try await office.confirmed(start)
      let number = try #require(JobSeekerNumber(typed: Application.freshNumber()))
      return { try await office.amend(booking.id) { $0.seeker.number = number } }
    },
    .init("amend", "the wishes") { office in
      let booking = try await office.receive()
      return { try await office.amend(booking.id) { $0.wishes = [.september(18, 9)] } }
    },
    .init("search") { office in
      _ = try await office.receive()
      return { _ = try await office.store.search(BookingSearch(name: "職安"), office.context()) { _ in done } }
    },
  ]

  static let sessions: [CountedCommand] = [
    .init("reschedule") { office in
      let booking = try await office.confirmed(start)
      return { try await office.reschedule(booking.id, to: .september(18, 9)) }
    },
    .init("reassign") { office in
      let booking = try await office.confirmed(start)
      let other = try await office.licences().first { $0.vendor == .zoom && $0.id != booking.agreement?.licence.id }
      return { try await office.reassign(booking.id, Reassignment(licence: other?.id)) }
    },
    .init("checkEnvironment") { office in
      let booking = try await office.confirmed(start)
      return { try await office.checkEnvironment(booking.id, noTo: [.os]) }
    },
    .init("contact") { office in
      let booking = try await office.confirmed(start)
      return { try await office.contact(booking.id) }
    },
    .init("joined") { office in
      let booking = try await office.confirmed(start)
      return { try await office.join(booking.id) }
    },
    .init("start") { office in
      let booking = try await office.ready(start)
      try office.advance(to: .september(17, 9, 50))
      return { try await office.start(booking.id) }
    },
    .init("complete") { office in
      let booking = try await running(in: office)
      return { try await office.complete(booking.id, outcome: "求人票を渡した") }
    },
    .init("terminate") { office in
      let booking = try await running(in: office)
      return { try await office.terminate(booking.id) }
    },
    .init("followUp") { office in
      let booking = try await running(in: office)
      return { try await office.followUp(booking.id, .september(24, 10)) }
    },
  ]

  static let endings: [CountedCommand] = [
    .init("cancel", "by the user") { office in
      let booking = try await office.confirmed(start)
      return { try await office.cancel(booking.id) }
    },
    .init("cancel", "by the office") { office in
      let booking = try await office.confirmed(start)
      return { try await office.cancel(booking.id, by: .office, channel: nil) }
    },
    .init("reverseNoShow", "that was written down") { office in
      let booking = try await office.confirmed(start)
      try office.advance(to: .september(17, 10, 10))
      try await office.store.writeDownDeadlines()
      return { try await office.reverse(booking.id) }
    },
    .init("reverseNoShow", "that was only deemed", most: 4, because: dueFirst) { office in
      let booking = try await office.confirmed(start)
      try office.advance(to: .september(17, 10, 10))
      return { try await office.reverse(booking.id) }
    },
  ]

  private static func running(in office: TestOffice) async throws -> Booking {
    let booking = try await office.ready(start)
    try office.advance(to: .september(17, 9, 50))
    return try await office.start(booking.id)
  }
}
