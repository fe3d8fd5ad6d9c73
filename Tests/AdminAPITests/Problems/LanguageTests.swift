import Testing

@testable import AdminAPI

@Suite struct LanguageTests {
  @Test(
    arguments: [
      (nil, Language.japanese), ("", .japanese), ("ja", .japanese), ("en", .english), ("en-GB", .english),
      ("EN-us", .english), ("fr, en;q=0.5", .english), ("en;q=0.5, ja;q=0.9", .japanese), ("ja;q=0.1, en", .english),
      ("*", .japanese), ("de", .japanese), ("en;q=0", .japanese), ("en; q=0.8 , ja ; q=0.2", .english),
      ("en;q=abc", .japanese), ("eng", .japanese), (",;;q=,", .japanese),
    ] as [(String?, Language)])
  func `the language is the best liked of the two`(header: String?, expected: Language) {
    #expect(Language(acceptLanguage: header) == expected)
  }
}
