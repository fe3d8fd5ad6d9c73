import OfficeStore
import Scheduling
import TestDatabase
import Testing

@testable import Messaging

/// Each kind from the command that queues it to the text that leaves.
extension ComposerTests {
  @Test(arguments: MessageKind.allCases)
  func `what commands queue can be told`(_ kind: MessageKind) async throws {
    let database = try await TestDatabase.make()
    let words = try await database.nishinomiya.cause(kind)
    let meetings = MeetingSecrets(pool: database.relay, keys: try #require(TestDatabase.keys))
    let letters = try await sent(from: database, until: kind.rawValue, meetings: meetings)
    let letter = try #require(letters.first { $0.kind == kind.rawValue })
    for word in words { #expect(letter.japanese.contains(word)) }
    // what an officer wrote about a person, in whatever command
    for reason in ["連絡のない欠席", "枠がない"] {
      for text in letter.texts.values { #expect(!text.title.contains(reason) && !text.body.contains(reason)) }
    }
  }
}

extension TestOffice {
  /// Does what tells a user this, by the commands that the service has, and returns what the text must hold.
  fileprivate func cause(_ kind: MessageKind) async throws -> [String] {
    switch kind {
    case .offer:
      _ = try await offered(.september(17, 10))
      return ["10:00～10:30", "令和8年9月16日（水）24:00", "利用規約"]
    case .reminderUnconfirmed:
      _ = try await offered(.september(24, 10))
      try advance(to: .september(17, 9))
      return ["令和8年9月18日（金）24:00"]
    case .details:
      _ = try await confirmed(.september(24, 10))
      return ["令和8年9月24日（木） 10:00～10:30", "https://zoom.example/j/"]
    case .followUpDetails:
      let parent = try await ready(.september(17, 10))
      try advance(to: .september(17, 10))
      try await start(parent.id)
      try await followUp(parent.id, .september(24, 10))
      return ["令和8年9月24日（木） 10:00～10:30", "https://zoom.example/j/"]
    case .reminderDayBefore:
      _ = try await confirmed(.september(24, 10))
      try advance(to: .september(23, 9))
      return ["令和8年9月24日（木） 10:00～10:30"]
    case .lapsed:
      _ = try await offered(.september(17, 13))
      try advance(to: .september(17, 9))
      try await store.writeDownDeadlines()
      return ["期限（令和8年9月16日（水）24:00）"]
    case .cancelled:
      // its details wait for nobody any more
      try await cancel(confirmed(.september(17, 11)).id, by: .office, channel: nil)
      return ["当所の都合により", "11:00～11:30"]
    case .declined:
      try await decline(receive().id, .noSlot)
      return ["ご案内できる日時がないため"]
    case .refused:
      try await refuse(receive().seeker.id, from: .september(16, 8), by: .officeHead)
      return ["令和8年9月16日（水）から令和8年11月30日（月）24:00まで", "第６条(6)"]
    case .noShow:
      _ = try await confirmed(.september(17, 10))
      try advance(to: .september(17, 10, 31))
      try await store.writeDownDeadlines()
      return ["10:00～10:30"]
    case .termsChanged:
      _ = try await receive()
      try await publish("新しい規約", from: "2026-10-01", .reasonable)
      try await store.noticeTerms()
      return ["新しい規約", "令和8年10月1日（木）"]
    }
  }
}
