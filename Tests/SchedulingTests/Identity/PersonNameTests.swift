import Testing

@testable import Scheduling

@Suite struct PersonNameTests {
  @Test(arguments: ["職安 太郎", "髙﨑 花子", "𠮷田 次郎", "葛\u{E0100}城", "Nguyễn Văn A", "O'Brien-Sato"])
  func `a name is kept as it is written`(name: String) {
    #expect(PersonName(name)?.text == name)
    #expect(PersonName(" \u{3000}\(name)\u{3000} ")?.text == name)
  }

  @Test(arguments: [
    "", " \u{3000}", "職安\n太郎", "職安\u{0}太郎", "職安\u{7F}", "職安\u{2028}太郎", "\u{202E}郎太", "職安\u{200B}太郎",
    "職安\u{FFFF}",
  ])
  func `what is empty or cannot be seen is refused`(name: String) {
    #expect(PersonName(name) == nil)
  }

  @Test func `a variant of a character is another name`() {
    #expect(PersonName("神田") != PersonName("\u{FA19}田"))
    #expect(PersonName("神田")?.hashValue != PersonName("\u{FA19}田")?.hashValue)
    #expect(PersonName("神田") == PersonName(" 神田"))
  }

  @Test func `a name has at most a hundred scalars`() {
    #expect(PersonName(String(repeating: "𠮷", count: 100)) != nil)
    #expect(PersonName(String(repeating: "𠮷", count: 101)) == nil)
  }
}
