import Testing

@testable import Scheduling

@Suite struct MeetingReaderTests {
  private static let own = CounselorID()
  private static let released: Set<BookingStatus> = [.confirmed, .inSession]

  @Test(arguments: BookingStatus.allCases)
  func `it is released while the booking is firm or its session runs`(status: BookingStatus) {
    for reader in [MeetingReader.counselor(Self.own), .lead, .gateway] {
      if Self.released.contains(status) {
        #expect(throws: Never.self) { try reader.requireRelease(of: status, counselor: Self.own) }
      } else {
        #expect(throws: DomainError.illegalTransition(current: status)) {
          try reader.requireRelease(of: status, counselor: Self.own)
        }
      }
    }
  }

  @Test(arguments: BookingStatus.allCases)
  func `other counselors, members who are none and bearers of nobody's token learn nothing`(status: BookingStatus) {
    for reader in [MeetingReader.counselor(CounselorID()), .counselor(nil), .nobody] {
      #expect(throws: DomainError.secretWithheld) { try reader.requireRelease(of: status, counselor: Self.own) }
    }
  }

  @Test func `before anything is agreed there is nothing to withhold from a counselor`() {
    #expect(throws: DomainError.illegalTransition(current: .received)) {
      try MeetingReader.counselor(Self.own).requireRelease(of: .received, counselor: nil)
    }
  }
}
