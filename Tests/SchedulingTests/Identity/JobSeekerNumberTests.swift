import Testing

@testable import Scheduling

@Suite struct JobSeekerNumberTests {
  @Test(arguments: [
    "28990-00000001", "２８９９０－０００００００１", "28990‐00000001", "28990−00000001", "28990ー00000001", "28990ｰ00000001",
    "28990–00000001", "28990—00000001", "28990―00000001", "28990─00000001", "28990‑00000001", "28990﹣00000001",
    "　28990-00000001 ",
  ])
  func `full-width digits and any dash are normalised, what was typed is kept`(typed: String) throws {
    let number = try #require(JobSeekerNumber(typed: typed))
    #expect(number.normalised == "28990-00000001")
    #expect(number.typed == typed)
    #expect(number == JobSeekerNumber(typed: "28990-00000001"))
  }

  @Test func `nothing is padded`() {
    #expect(JobSeekerNumber(typed: "28990-1")?.normalised == "28990-1")
    #expect(JobSeekerNumber(typed: "28990-1") != JobSeekerNumber(typed: "28990-00000001"))
  }

  @Test(arguments: [
    "", "28990", "28990-", "2899-00000001", "289900-0000001", "28990-000000001", "28990--1", "28990-1a", "28990 - 1",
    "2899000000001", "28990-1-2", "٢٨٩٩٠-١", "28990-1\n2", "28990/1",
  ])
  func `anything else is refused`(typed: String) {
    #expect(JobSeekerNumber(typed: typed) == nil)
  }
}
