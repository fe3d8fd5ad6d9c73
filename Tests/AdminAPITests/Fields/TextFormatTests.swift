import Scheduling
import Testing

@testable import AdminAPI

@Suite struct TextFormatTests {
  private func code<Value>(_ format: TextFormat<Value>, _ text: String) -> String {
    do throws(FieldFault) {
      _ = try format.parse(text)
      return "ok"
    } catch {
      return error.code
    }
  }

  @Test(arguments: [
    ("職安 太郎", "ok"), ("", "required"), (" \u{3000}", "required"), ("a\nb", "invalid_text"),
    ("a\u{85}b", "invalid_text"),
    (String(repeating: "職", count: 100), "ok"), (String(repeating: "職", count: 101), "too_long"),
  ])
  func `a line says something on one line`(text: String, expected: String) {
    #expect(code(.line(100), text) == expected)
  }

  @Test(arguments: [("", "ok"), ("a\r\n\tb", "ok"), ("a\u{7}b", "invalid_text"), ("12345678901", "too_long")])
  func `a note may be empty and have lines`(text: String, expected: String) {
    #expect(code(.note(10), text) == expected)
  }

  @Test func `a reason says something`() {
    #expect(code(.reason(10), "\n ") == "required")
    #expect(code(.reason(10), "電話\n") == "ok")
  }

  @Test(arguments: [
    ("1", "ok"), ("200", "ok"), ("0", "out_of_range"), ("201", "out_of_range"), ("-1", "out_of_range"),
    ("99999999999999999999", "out_of_range"), ("", "invalid_format"), ("1.0", "invalid_format"),
    ("+1", "invalid_format"),
    ("１", "invalid_format"), ("-", "invalid_format"),
  ])
  func `a number in a query is decimal digits`(text: String, expected: String) {
    #expect(code(.integer(in: 1...200), text) == expected)
  }

  @Test func `the counter's own values have their formats`() {
    #expect(code(TextFormat<Channel>.choice, "my_page") == "ok")
    #expect(code(TextFormat<Channel>.choice, "fax") == "unknown_value")
    #expect(code(.instant, "2026-09-17T09:00:00+09:00") == "ok")
    #expect(code(.instant, "2026-09-17T09:00:00") == "invalid_format")
    #expect(code(.date, "2026-02-30") == "invalid_format")
    #expect(code(.kana, "しょくあん") == "ok")
    #expect(code(.kana, "Taro") == "invalid_format")
    #expect(code(.jobSeekerNumber, "２８９９０−１") == "ok")
    #expect(code(.confirmCutoff, "previous_open_day_at 17:15") == "ok")
    #expect(code(.confirmCutoff, "later") == "invalid_format")
  }
}
