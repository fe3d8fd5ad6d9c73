import Testing

@testable import Scheduling

@Suite struct OfficePolicyTests {
  @Test func `the defaults are those of the contract`() {
    let policy = OfficePolicy()
    #expect(policy.confirmCutoff.description == "calendar_day_end")
    #expect(policy.offerReplyOpenDays == 2)
    #expect(policy.holdOffers)
    #expect(policy.maxCandidates == 3)
    #expect(policy.jobSeekerNumberRequiredAt.rawValue == "confirm")
    #expect(policy.environmentCheckRequiredAt.rawValue == "start")
    #expect(policy.gridMinutes == 30)
    #expect(policy.cancelChannels.map(\.rawValue) == ["phone", "my_page"])
    #expect(policy.noShowMinutes == 10)
    #expect(policy.refusalReviewThreshold == 2)
    #expect(policy.refusalReviewWindowDays == 365)
    #expect(policy.usageEvents)
  }

  @Test func `the defaults lie within their limits`() {
    let policy = OfficePolicy()
    #expect(OfficePolicy.Limits.offerReplyOpenDays.contains(policy.offerReplyOpenDays))
    #expect(OfficePolicy.Limits.maxCandidates.contains(policy.maxCandidates))
    #expect(OfficePolicy.Limits.gridMinutes.contains(policy.gridMinutes))
    #expect(OfficePolicy.Limits.noShowMinutes.contains(policy.noShowMinutes))
    #expect(OfficePolicy.Limits.refusalReviewThreshold.contains(policy.refusalReviewThreshold))
    #expect(OfficePolicy.Limits.refusalReviewWindowDays.contains(policy.refusalReviewWindowDays))
  }

  @Test func `what is required at a step is required at every later one`() {
    #expect(JobSeekerNumberRequirement.application.applies(at: .confirm))
    #expect(JobSeekerNumberRequirement.confirm.applies(at: .confirm))
    #expect(JobSeekerNumberRequirement.confirm.applies(at: .session))
    #expect(!JobSeekerNumberRequirement.confirm.applies(at: .application))
    #expect(!JobSeekerNumberRequirement.session.applies(at: .confirm))
    #expect(EnvironmentCheckRequirement.confirm.applies(at: .start))
    #expect(EnvironmentCheckRequirement.confirm.applies(at: .confirm))
    #expect(EnvironmentCheckRequirement.start.applies(at: .start))
    #expect(!EnvironmentCheckRequirement.start.applies(at: .confirm))
  }
}
