import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// Who gets the session when nobody was chosen.
struct FairChoiceTests {
  private let database: TestDatabase
  /// Two counselors.
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `sessions of a day are shared evenly`() async throws {
    var sessions: [CounselorID: Int] = [:]
    for number in 0..<6 {
      let booking = try await office.confirmed(.september(17, 9 + number / 2, number % 2 * 30))
      if let counselor = booking.agreement?.counselor.id { sessions[counselor, default: 0] += 1 }
    }
    #expect(sessions.values.sorted() == [3, 3])
  }

  @Test func `a wished counselor is taken although another has less to do, unless busy`() async throws {
    let wished = try #require(try await office.counselors().last)
    func wishing(_ start: Instant) async throws -> Booking {
      var application = Application.complete()
      application.counselor = wished
      let booking = try await office.receive(application)
      try await office.offer(booking.id, start)
      return try await office.confirm(booking.id, start)
    }
    for hour in [9, 10, 11] {
      let booking = try await wishing(.september(17, hour))
      #expect(booking.wishedCounselor == wished && booking.agreement?.counselor.id == wished)
    }
    #expect(try await wishing(.september(17, 9)).agreement?.counselor.id != wished)
  }

  @Test func `nobody is wished for who is not there or does not give the service`() async throws {
    var application = Application.complete()
    application.counselor = try await database.kobe.counselors()[0]
    let stranger = application
    await #expect(throws: DomainError.unknownCounselor) { try await office.receive(stranger) }
    application.counselor = try await office.counselors()[0]
    application.service = "interview"
    let wrong = application
    await #expect(throws: DomainError.unknownCounselor) { try await office.receive(wrong) }
  }

  @Test func `availability can be asked of one counselor and one vendor`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let busy = try #require(booking.agreement?.counselor.id)
    let day = try AvailabilityRange(from: try date("2026-09-17"), to: try date("2026-09-18"))
    func free(vendor: Vendor? = nil, counselor: CounselorID? = nil) async throws -> Int? {
      try await office.store.availability(
        of: "consultation", in: day, vendor: vendor, counselor: counselor, office.caller(), office.office
      ).first { $0.slot.start == .september(17, 10) }?.free
    }
    #expect(try await free() == 1)
    #expect(try await free(counselor: busy) == 0)
    #expect(try await free(vendor: .teleoffice) == 1)
    await #expect(throws: DomainError.unknownCounselor) { _ = try await free(counselor: CounselorID()) }
  }

  private func date(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }
}
