import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// What an office sets up.
extension CountedCommand {
  static let setUp: [CountedCommand] = [
    .init("create", "a room") { office in
      return { _ = try await office.store.rooms.create(Room(name: "ブース9"), supervised(office)) { _ in done } }
    },
    .init("create", "a counselor") { office in
      let counselor = Counselor(name: "職安 三郎", services: ["consultation"])
      return { _ = try await office.store.counselors.create(counselor, supervised(office)) { _ in done } }
    },
    .init("create", "a member of staff") { office in
      let member = StaffMember(name: "職安 三郎", role: .counselor, counselor: try await office.counselors().first)
      return { _ = try await office.store.staff.create(member, supervised(office)) { _ in done } }
    },
    .init("update", "a counselor") { office in
      let id = try #require(try await office.counselors().first)
      return {
        _ = try await office.store.counselors.update(
          id, supervised(office), change: { $0.services = ["consultation", "placement"] }
        ) { _ in done }
      }
    },
    .init("retire", "a counselor whom somebody counts on") { office in
      let id = try #require(try await office.confirmed(start).agreement?.counselor.id)
      return { _ = try await office.store.counselors.retire(id, supervised(office)) { done } }
    },
    .init("updatePolicy") { office in
      return { try await office.setPolicy { $0.maxCandidates = 2 } }
    },
    .init("updateRetention") { office in
      let context = office.context(by: .officeHead)
      return {
        _ = try await office.store.updateRetention(context, change: { $0.bookingMonths = 48 }) { _ in done }
      }
    },
    .init("writeTemplate") { office in
      let context = office.context(by: .officeHead)
      return {
        _ = try await office.store.writeTemplate("期限が過ぎました", for: .lapsed, in: .japanese, context) { _ in done }
      }
    },
    .init("publishTerms") { office in
      return { try await office.publish("所の規約", from: "2026-09-18") }
    },
    .init("annotateTerms") { office in
      let id = try await office.publish("所の規約", from: "2026-09-18")
      let context = office.context(by: .officeHead)
      return { _ = try await office.store.annotateTerms(id, place: "第1条", note: "改正済み", context) { _ in done } }
    },
    .init("addTask") { office in
      let booking = try await office.receive()
      return { _ = try await office.store.addTask(note: "電話", about: booking.id, office.context()) { _ in done } }
    },
    .init("changeTask") { office in
      _ = try await office.store.addTask(note: "電話", about: nil, office.context()) { _ in done }
      let task = try #require(try await office.store.tasks(StaffTaskQuery(), office.caller(), office.office).first)
      return { _ = try await office.store.changeTask(task.id, isClosed: true, office.context()) { _ in done } }
    },
  ]

  static let calendar: [CountedCommand] = [
    .init("make", "a closure that displaces somebody") { office in
      _ = try await office.confirmed(start)
      return { try await office.close(17) }
    },
    .init("make", "less weekly hours") { office in
      let window = try #require(try await office.weeklyHours().first)
      return { try await office.make(.remove(window.id), in: office.store.weeklyHours) }
    },
  ]

  static let meetings: [CountedCommand] = [
    .init("setCredentials") { office in
      let licence = try await zoomLicence(of: office)
      return { try await office.set(.sample(9), of: licence) }
    },
    .init("setCredentials", "while sessions are to come", most: 4, because: lockedFirst) { office in
      let licence = try #require(try await office.confirmed(start).agreement?.licence.id)
      return { try await office.set(.sample(9), of: licence) }
    },
    .init("dropCredentials") { office in
      let licence = try await zoomLicence(of: office)
      return { try await office.dropCredentials(of: licence) }
    },
    .init("addToPool") { office in
      let licence = try await zoomLicence(of: office)
      return { try await office.pool([.sample(11), .sample(12)], of: licence) }
    },
    .init("emptyPool") { office in
      let licence = try await zoomLicence(of: office)
      try await office.pool([.sample(11)], of: licence)
      return { try await office.emptyPool(of: licence) }
    },
  ]

  private static func zoomLicence(of office: TestOffice) async throws -> LicenceID {
    try #require(try await office.licences().first { $0.vendor == .zoom }?.id)
  }

  private static func supervised(_ office: TestOffice) -> CommandContext { office.context(by: .supervisor) }
}
