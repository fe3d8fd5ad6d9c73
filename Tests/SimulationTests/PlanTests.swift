import Scheduling
import Testing

@testable import Simulation

@Suite struct PlanTests {
  private static func plan(offices: Int = 3, days: Int = 30, seed: UInt64) throws -> Plan {
    let first = try #require(CivilDate(iso: "2026-09-17"))
    return Plan(offices: offices, days: days, from: first, seed: seed)
  }

  @Test func `the same seed makes the same plan, another seed another one`() throws {
    let (one, same, other) = (try Self.plan(seed: 1), try Self.plan(seed: 1), try Self.plan(seed: 2))
    #expect(one.offices.map(\.moves) == same.offices.map(\.moves))
    #expect(one.offices.map(\.bookings) == same.offices.map(\.bookings))
    #expect(one.offices.map(\.moves) != other.offices.map(\.moves))
  }

  @Test func `an office does the same whoever else takes part`() throws {
    #expect(try Self.plan(offices: 1, seed: 1).offices[0].moves == Self.plan(offices: 3, seed: 1).offices[0].moves)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `every status occurs, even in the shortest simulation`(seed: UInt64) throws {
    let plan = try Self.plan(offices: 2, days: 3, seed: seed)
    #expect(Set(plan.offices.flatMap(\.bookings)) == Set(BookingStatus.allCases))
  }

  @Test func `a month has work of every kind`() throws {
    let moves = try Self.plan(offices: 15, seed: 1).offices.flatMap(\.moves).joined()
    let codes = Set(moves.compactMap(\.expected.code))
    let refusals: Set = [
      "slot_taken", "offer_lapsed", "past_cutoff", "not_offered", "too_early", "illegal_transition", "version_conflict",
      "idempotency_mismatch", "closed_day", "off_grid", "unknown_field", "vendor_not_enabled", "declaration_missing",
      "job_seeker_number_required", "environment_check_missing", "channel_not_allowed", "forbidden",
      "override_not_allowed",
    ]
    #expect(refusals.isSubset(of: codes), "\(refusals.subtracting(codes))")
    #expect(moves.contains { $0.expected.isReplay })
    #expect(moves.contains { $0.name.hasPrefix("follow-up") })
    #expect(moves.contains { $0.name.hasPrefix("POST no-show/reverse") })
    #expect(moves.contains { $0.expected.free?.values.contains(0) == true }, "nothing is ever full")
  }

  @Test func `nothing is named before the service has told its id`() throws {
    for office in try Self.plan(seed: 3).offices {
      var known: Set<Reference> = []
      for move in office.moves.joined() {
        let named = Self.references(in: move)
        #expect(named.isSubset(of: known), "\(move.name)")
        for learning in move.learns {
          switch learning {
          case .id(let reference), .at(_, let reference): known.insert(reference)
          case .occurrences(let references): known.formUnion(references)
          case .named(let references): known.formUnion(references.values)
          case .count: break
          }
        }
      }
    }
  }

  private static func references(in move: Move) -> Set<Reference> {
    var found: Set<Reference> = []
    let note = { (reference: Reference) -> String in
      switch reference {
      case .counselorOf(let booking), .counselorBesides(let booking): found.insert(.booking(booking))
      default: found.insert(reference)
      }
      return ""
    }
    _ = move.path.text(note)
    _ = move.body?.text(note)
    switch move.bearer {
    case .counselorOf(let booking), .colleagueOf(let booking): found.insert(.booking(booking))
    case .role, .lead: break
    }
    for saying in move.expected.says.values {
      if case .id(let reference) = saying { found.insert(reference) }
      if case .another(let reference) = saying { found.insert(reference) }
    }
    return found
  }
}
