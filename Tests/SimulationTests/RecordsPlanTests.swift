import Scheduling
import Testing

@testable import Simulation

/// Consent, messages, secrets, refusals, records: that a month has them.
@Suite struct RecordsPlanTests {
  /// Made once: a month of four offices takes a debug build seconds.
  private static let month = Result { try plan() }

  private static func plan(offices: Int = 4, days: Int = 30, seed: UInt64 = 1) throws -> Plan {
    Plan(offices: offices, days: days, from: try #require(CivilDate(iso: "2026-09-17")), seed: seed)
  }

  private static func moves(in plan: Plan) -> [Move] { plan.offices.flatMap(\.moves).flatMap { $0 } }

  @Test func `every kind of message is told, and every kind of consent given`() throws {
    let counts = try Self.month.get().offices.map(\.counts).reduce(into: [Subject: Int]()) {
      $0.merge($1, uniquingKeysWith: +)
    }
    let missing = (Subject.messages + ConsentKind.allCases.map(Subject.consent)).filter { counts[$0, default: 0] == 0 }
    #expect(missing.isEmpty)
    for record in Subject.Record.allCases where record != .meeting { #expect(counts[.record(record), default: 0] > 0) }
    let tasks: [StaffTaskKind] = [
      .switchToFull, .nameDiffers, .notStarted, .notClosed, .closedDay, .environmentConcern, .refusalReview,
      .terminationReview,
    ]
    #expect(tasks.filter { counts[.task($0), default: 0] == 0 }.isEmpty)
  }

  @Test func `the short weeks of September have a change of the terms, a review and an outage too`() throws {
    let plan = try Self.plan(offices: 2, days: 7)
    let names = Set(Self.moves(in: plan).filter { $0.expected.status < 300 }.map(\.name))
    for name in ["POST terms", "POST incidents", "POST refusals", "POST refusals/…/lift", "POST disclosures/…/give"] {
      #expect(names.contains(name), "\(name)")
    }
    let across = plan.offices.flatMap(\.agreements).filter { $0.newer != nil }
    #expect(across.contains { $0.operative == 0 && $0.newer == 1 })
  }

  @Test func `nobody who met an outage in time is a no-show, and the office's cancellation names it`() throws {
    let moves = Self.moves(in: try Self.month.get())
    #expect(moves.contains { $0.expected.says["flags"] == .holding("excused") })
    #expect(moves.contains { if case .id(.incident) = $0.expected.says["items.-1.incident"] { true } else { false } })
    #expect(moves.contains { $0.expected.says["affected"].map { $0 != .count(0) } ?? false }, "none was noted too late")
  }

  @Test func `a refused person is declined, and received when it is lifted or over`() throws {
    let moves = Self.moves(in: try Self.month.get())
    #expect(moves.contains { $0.expected.says["decline_ground"] == .text("refused") })
    for status in ["proposed", "in_force", "lifted", "expired"] {
      #expect(moves.contains { $0.expected.says["status"] == .text(status) }, "\(status)")
    }
    let codes = Set(moves.compactMap(\.expected.code))
    let refusals: Set = [
      "already_appealed", "illegal_refusal_step", "secret_withheld", "usage_events_off", "illegal_disclosure_step",
      "placeholder_left", "unbound_variable", "announced_too_late",
    ]
    #expect(refusals.isSubset(of: codes), "\(refusals.subtracting(codes))")
  }

  @Test func `meetings are shown to few, others after a move, and none after the end`() throws {
    let moves = Self.moves(in: try Self.month.get()).filter { $0.name.hasPrefix("GET meeting") }
    #expect(moves.contains { if case .counselorOf = $0.bearer { $0.expected.status == 200 } else { false } })
    #expect(moves.contains { if case .colleagueOf = $0.bearer { $0.expected.status == 403 } else { false } })
    #expect(moves.contains { if case .another = $0.expected.says["passcode"] { true } else { false } })
    #expect(moves.contains { $0.expected.code == "illegal_transition" })
  }

  @Test func `companions' notes are shown to the session's counselor and a supervisor, and to no colleague`() throws {
    let moves = Self.moves(in: try Self.month.get()).filter { $0.expected.says["companions.0.note"] != nil }
    let blind = moves.filter { $0.expected.says["companions.0.note"] == .null }
    #expect(blind.contains { if case .colleagueOf = $0.bearer { true } else { false } })
    #expect(moves.contains { $0.bearer == .lead && $0.expected.says["companions.0.note"] != .null })
  }
}
