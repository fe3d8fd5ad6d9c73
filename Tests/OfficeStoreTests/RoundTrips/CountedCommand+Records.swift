import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// Incidents, refusals, messages, and what is kept about all of it.
extension CountedCommand {
  static let silence: [CountedCommand] = [
    .init("enterIncident") { office in
      _ = try await office.confirmed(start)
      return { try await office.incident(.september(17, 9)) }
    },
    .init("changeIncident") { office in
      let id = try await office.incident(.september(16, 8)).incident.id
      return { try await office.change(id) { $0.end = .september(16, 9) } }
    },
    .init("withdrawIncident") { office in
      let id = try await office.incident(.september(16, 8)).incident.id
      return { try await office.withdraw(id) }
    },
    .init("decideRefusal") { office in
      let seeker = try await office.receive().seeker.id
      return { try await office.refuse(seeker, from: .september(16, 8), by: .officeHead) }
    },
    .init("approveRefusal") { office in
      let id = try await refusal(in: office, by: .supervisor)
      return { try await office.approve(id) }
    },
    .init("changeRefusal") { office in
      let id = try await refusal(in: office, by: .supervisor)
      return { try await office.change(id) { $0.reason = "連絡のない欠席が3回" } }
    },
    .init("appealRefusal") { office in
      let id = try await refusal(in: office, by: .officeHead)
      return { try await office.appeal(id) }
    },
    .init("liftRefusal") { office in
      let id = try await refusal(in: office, by: .officeHead)
      return { try await office.lift(id) }
    },
  ]

  static let records: [CountedCommand] = [
    .init("acknowledge") { office in
      let message = try await offerMessage(in: office)
      return { try await office.acknowledge(message) }
    },
    .init("redeliver") { office in
      let message = try await offerMessage(in: office)
      try await office.acknowledge(message)
      return { try await office.redeliver(message) }
    },
    .init("recordUsage") { office in
      let booking = try await office.offered(start)
      return { try await office.recordUse(office.use(.offer, of: booking.id, device: "端末")) }
    },
    .init("addDisclosure") { office in
      let booking = try await office.receive()
      return { try await office.ask(for: .booking(booking.id)) }
    },
    .init("take") { office in
      let id = try await office.ask(for: .booking(office.receive().id)).id
      return { try await office.take(.approve, of: id) }
    },
    .init("export") { office in
      let id = try await office.ask(for: .booking(office.receive().id)).id
      try await office.take(.approve, of: id)
      return { _ = try await office.export(id) }
    },
    .init("searchAudit") { office in
      let number = try #require(JobSeekerNumber(typed: "28990-1"))
      let context = office.context(by: .supervisor)
      return { _ = try await office.store.searchAudit(AuditQuery(), for: number, context) { _ in done } }
    },
  ]

  private static func refusal(in office: TestOffice, by role: Role) async throws -> RefusalID {
    try await office.refuse(office.receive().seeker.id, from: .september(16, 8), by: role).id
  }

  private static func offerMessage(in office: TestOffice) async throws -> MessageID {
    let booking = try await office.offered(start)
    return try #require(try await office.message(.offer, about: booking.id)).id
  }
}
