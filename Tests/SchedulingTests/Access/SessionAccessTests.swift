import Scheduling
import Testing

@Suite struct SessionAccessTests {
  private static let own = CounselorID()
  private static let other = CounselorID()

  @Test(arguments: Role.allCases) func `a token of nobody reads no notes, whatever its role`(role: Role) {
    let access = SessionAccess(role: role, isStaff: false, counselor: Self.own)
    #expect(!access.readsNotes(ofSessionWith: Self.own))
    #expect(access.readsMeeting(ofSessionWith: Self.own) == (role == .gateway))
  }

  @Test func `a counselor reads the notes of the own sessions and of no others`() {
    let access = SessionAccess(role: .counselor, isStaff: true, counselor: Self.own)
    #expect(access.readsNotes(ofSessionWith: Self.own) && access.readsMeeting(ofSessionWith: Self.own))
    for session in [Self.other, nil] {
      #expect(!access.readsNotes(ofSessionWith: session) && !access.readsMeeting(ofSessionWith: session))
    }
  }

  @Test func `a member who is no counselor has no session, also none that nobody has`() {
    let access = SessionAccess(role: .counselor, isStaff: true, counselor: nil)
    for session in [Self.own, nil] {
      #expect(!access.readsNotes(ofSessionWith: session) && !access.readsMeeting(ofSessionWith: session))
    }
  }

  @Test(arguments: [Role.supervisor, .officeHead])
  func `who answers for the office reads the notes of every session`(role: Role) {
    let access = SessionAccess(role: role, isStaff: true, counselor: nil)
    for session in [Self.own, nil] {
      #expect(access.readsNotes(ofSessionWith: session) && access.readsMeeting(ofSessionWith: session))
    }
  }
}
