import Testing

@testable import Scheduling

@Suite struct ScopeTests {
  @Test func `a scope is read back from its kind and code`() throws {
    let office = try #require(OfficeCode("2804"))
    let bureau = try #require(BureauCode("28"))
    for scope: Scope in [.office(office), .bureau(bureau), .ministry, .all] {
      #expect(Scope(kind: scope.kind, code: scope.code) == scope)
    }
    #expect(Scope(kind: "all", code: "") == .all)
    for (kind, code) in [("office", nil), ("office", "28"), ("bureau", "48"), ("all", "28"), ("", nil)] {
      #expect(Scope(kind: kind, code: code) == nil)
    }
  }

  @Test func `a scope covers its own offices only`() throws {
    let nishinomiya = try #require(OfficeCode("2804"))
    let osaka = try #require(OfficeCode("2701"))
    let hyogo = try #require(BureauCode("28"))
    let other = try #require(BureauCode("27"))
    #expect(Scope.office(nishinomiya).covers(office: nishinomiya, of: hyogo))
    #expect(!Scope.office(nishinomiya).covers(office: osaka, of: other))
    #expect(Scope.bureau(hyogo).covers(office: nishinomiya, of: hyogo))
    #expect(!Scope.bureau(hyogo).covers(office: osaka, of: other))
    #expect(Scope.ministry.covers(office: osaka, of: other) && Scope.all.covers(office: osaka, of: other))
  }

  @Test func `a role has the scope that fits it`() throws {
    let office = Scope.office(try #require(OfficeCode("2804")))
    let bureau = Scope.bureau(try #require(BureauCode("28")))
    #expect(Role.allCases.filter { $0.fits(office) } == [.counselor, .supervisor, .officeHead, .auditor, .gateway])
    #expect(Role.allCases.filter { $0.fits(bureau) } == [.bureauStatistics, .auditor])
    #expect(Role.allCases.filter { $0.fits(.all) } == [.ministryStatistics, .systemAdmin, .auditor])
  }
}
