import Scheduling
import Testing

@testable import Simulation

@Suite struct PlantedTests {
  private static func plan(seed: UInt64) throws -> Plan {
    Plan(offices: 3, days: 7, from: try #require(CivilDate(iso: "2026-09-17")), seed: seed)
  }

  @Test func `the same seed plants the same, another seed other meetings`() throws {
    let one = try Self.plan(seed: 1).planted
    let same = try Self.plan(seed: 1).planted
    let other = try Self.plan(seed: 2).planted
    #expect(one == same)
    #expect(Set(one.secrets).isDisjoint(with: other.secrets))
  }

  @Test func `whatever a request says of persons and meetings is planted`() throws {
    let plan = try Self.plan(seed: 3)
    let planted = plan.planted
    #expect(!planted.names.isEmpty && !planted.numbers.isEmpty && !planted.secrets.isEmpty)
    let bodies = plan.offices.flatMap(\.moves).joined().compactMap(\.body)
    #expect(Self.values(of: ["passcode", "access_code", "url"], in: bodies).isSubset(of: planted.secrets))
    #expect(Self.values(of: ["job_seeker_number"], in: bodies).isSubset(of: planted.numbers))
    #expect(Self.values(of: ["kana"], in: bodies).isSubset(of: planted.names))
  }

  @Test func `no two meetings share what is secret of them`() throws {
    let plan = try Self.plan(seed: 4)
    // who may not set them says the same beforehand
    let bodies = Set(plan.offices.flatMap(\.moves).joined().compactMap(\.body))
    let said = bodies.flatMap { Self.list(of: ["passcode", "access_code", "url"], in: $0) }
    #expect(said.count == Set(said).count)
  }

  private static func values(of names: Set<String>, in bodies: [JSON]) -> Set<String> {
    Set(bodies.flatMap { list(of: names, in: $0) })
  }

  private static func list(of names: Set<String>, in body: JSON) -> [String] {
    switch body {
    case .object(let members):
      members.flatMap { member -> [String] in
        if names.contains(member.name), case .text(let text) = member.value { return [text] }
        return list(of: names, in: member.value)
      }
    case .list(let values): values.flatMap { list(of: names, in: $0) }
    default: []
    }
  }
}
