import Testing

@testable import Scheduling

@Suite struct OpeningWindowTests {
  @Test(arguments: ["09:00-12:00", "09:00-12:00;13:00-16:00", "00:00-24:00", "09:00-12:00;12:00-13:00"])
  func `a list of windows is read back as written`(text: String) throws {
    let windows = try OpeningWindow.list(text)
    #expect(OpeningWindow.text(windows) == text)
    #expect(try OpeningWindow.list(windows.map(\.description)) == windows)
  }

  @Test func `windows are sorted`() throws {
    #expect(OpeningWindow.text(try OpeningWindow.list("13:00-16:00;09:00-12:00")) == "09:00-12:00;13:00-16:00")
  }

  @Test func `what is wrong with a list is told apart`() throws {
    #expect(throws: OpeningWindow.ListError.empty) { try OpeningWindow.list("") }
    #expect(throws: OpeningWindow.ListError.empty) { try OpeningWindow.list([String]()) }
    #expect(throws: OpeningWindow.ListError.malformed("9-12")) { try OpeningWindow.list("9-12") }
    #expect(throws: OpeningWindow.ListError.malformed("")) { try OpeningWindow.list("09:00-12:00;") }
    #expect(throws: OpeningWindow.ListError.malformed("09:00-25:00")) { try OpeningWindow.list("09:00-25:00") }
    #expect(throws: OpeningWindow.ListError.reversed("12:00-09:00")) { try OpeningWindow.list("12:00-09:00") }
    #expect(throws: OpeningWindow.ListError.reversed("09:00-09:00")) { try OpeningWindow.list("09:00-09:00") }
    let morning = try #require(OpeningWindow("09:00-12:00"))
    let noon = try #require(OpeningWindow("11:59-13:00"))
    #expect(throws: OpeningWindow.ListError.overlap(morning, noon)) {
      try OpeningWindow.list("11:59-13:00;09:00-12:00")
    }
  }
}
