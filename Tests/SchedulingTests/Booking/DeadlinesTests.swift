import Testing

@testable import Scheduling

@Suite struct DeadlinesTests {
  @Test(arguments: [(10, "2026-09-17 10:10"), (15, "2026-09-17 10:15")])
  func `the minutes until a no-show are the office's setting`(minutes: Int, deadline: String) throws {
    let office = try Nishinomiya()
    var policy = office.policy
    policy.noShowMinutes = minutes
    let start = try office.time("2026-09-17 10:00")
    #expect(Deadlines.noShowAt(start: start, policy: policy) == (try office.time(deadline)))
  }
}
