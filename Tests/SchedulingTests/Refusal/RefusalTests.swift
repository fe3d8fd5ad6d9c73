import Testing

@testable import Scheduling

/// Terms, statuses and the count that asks for a review (article 6(6)).
@Suite struct RefusalTests {
  private let now = Instant(secondsSinceEpoch: 1_000_000)
  private let day = Duration.seconds(86_400)
  private let moment = Duration.microseconds(1)

  @Test func `a term begins with its first instant and ends before its last`() {
    let term = RefusalTerm(from: now, until: now + day)
    #expect(term.contains(now) && term.contains(now + day - moment))
    #expect(!term.contains(now - moment) && !term.contains(now + day))
  }

  @Test func `a term is not empty, not over and not longer than three years`() throws {
    try RefusalTerm(from: now - day, until: now + moment).check(now: now)
    try RefusalTerm(from: now, until: now + .seconds(1096 * 86_400)).check(now: now)
    #expect(throws: DomainError.rangeEmpty) { try RefusalTerm(from: now, until: now).check(now: now) }
    #expect(throws: DomainError.slot(.inThePast, index: 0)) {
      try RefusalTerm(from: now - day, until: now).check(now: now)
    }
    #expect(throws: DomainError.rangeTooLong(maxDays: 1096)) {
      try RefusalTerm(from: now, until: now + .seconds(1096 * 86_400) + moment).check(now: now)
    }
  }

  @Test func `a refusal stands where approval, lifting and the clock have brought it`() {
    let term = RefusalTerm(from: now, until: now + day)
    func status(_ instant: Instant, approved: Bool = true, lifted: Bool = false) -> RefusalStatus {
      RefusalStatus(term, isApproved: approved, isLifted: lifted, now: instant)
    }
    #expect(status(now - moment) == .approved)
    #expect(status(now) == .inForce)
    #expect(status(now + day - moment) == .inForce)
    #expect(status(now + day) == .expired)
    #expect(status(now, approved: false) == .proposed)
    #expect(status(now + day, approved: false) == .expired)
    #expect(status(now, lifted: true) == .lifted && status(now + day, approved: false, lifted: true) == .lifted)
  }

  @Test(arguments: RefusalStatus.allCases)
  func `each step is possible where the contract says`(status: RefusalStatus) throws {
    let possible: [RefusalStatus: [RefusalAction]] = [
      .proposed: [.approve, .change, .lift], .approved: [.change, .appeal, .lift], .inForce: [.appeal, .lift],
      .expired: [.appeal], .lifted: [],
    ]
    for action in RefusalAction.allCases {
      if possible[status]?.contains(action) == true {
        try status.require(action)
      } else {
        #expect(throws: DomainError.illegalRefusalStep(current: status)) { try status.require(action) }
      }
    }
  }

  @Test func `what happened within the window counts, what happened a window ago does not`() {
    var policy = OfficePolicy()
    policy.refusalReviewWindowDays = 30
    let edge = now - .seconds(30 * 86_400)
    #expect(RefusalReview.windowStart(at: now, policy: policy) == edge)
    #expect(RefusalReview.count([edge, edge + moment, now, edge - day], at: now, policy: policy) == 2)
  }

  @Test func `a review is due from the threshold on`() {
    let policy = OfficePolicy()
    #expect(!RefusalReview.isDue(count: 1, policy: policy))
    #expect(RefusalReview.isDue(count: 2, policy: policy) && RefusalReview.isDue(count: 3, policy: policy))
  }
}
