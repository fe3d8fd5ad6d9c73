import Foundation
import OfficeStore
import Testing

@testable import AdminAPI

@Suite struct ErrorTableTests {
  @Test func `the page of errors is what the tables say`() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/errors.md")
    let text = try String(contentsOf: page.standardized, encoding: .utf8)
    #expect(text == ErrorTable.markdown, "stale: run ./dev errors")
  }

  @Test func `every constraint leads to a code that is in the table`() {
    let codes = Set(ProblemCatalogue.entries.map(\.code))
    for (constraint, error) in RefusalByConstraint.all { #expect(codes.contains(error.code), "\(constraint)") }
  }

  @Test func `no title is the same in both languages`() {
    for entry in ProblemCatalogue.entries { #expect(entry.title[.japanese] != entry.title[.english], "\(entry.code)") }
  }
}
