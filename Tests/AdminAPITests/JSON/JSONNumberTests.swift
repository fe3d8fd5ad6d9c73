import Testing

@testable import AdminAPI

@Suite struct JSONNumberTests {
  private func whole(_ text: String) throws -> JSONNumber.Whole {
    guard case .number(let number) = try JSONDocument(parsing: Array(text.utf8)).root else { return .fraction }
    return number.whole
  }

  @Test(arguments: [
    ("0", 0), ("-0", 0), ("0.000", 0), ("0e999999999999999999999", 0), ("12", 12), ("-12.0", -12), ("1.2e1", 12),
    ("1200e-2", 12), ("1E2", 100), ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
    ("0.00000000000000000001e20", 1),
  ])
  func `a whole number is one however it is spelt`(text: String, value: Int) throws {
    #expect(try whole(text) == .value(value))
  }

  @Test(arguments: ["9223372036854775808", "1e19", "-1e400", "1e999999999999", "1e99999999999999999999999"])
  func `a number too large is told as such and never built`(text: String) throws {
    #expect(try whole(text) == .tooLarge)
  }

  @Test(arguments: ["0.5", "1.25", "12e-1", "1e-999999999999", "1e-99999999999999999999999"])
  func `a fraction is none`(text: String) throws {
    #expect(try whole(text) == .fraction)
  }
}
