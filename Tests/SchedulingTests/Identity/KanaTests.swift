import Testing

@testable import Scheduling

@Suite struct KanaTests {
  @Test(arguments: [
    ("ショクアン タロウ", "ショクアン タロウ"), ("しょくあん　たろう", "ショクアン タロウ"), ("ｼｮｸｱﾝ ﾀﾛｳ", "ショクアン タロウ"),
    ("ﾊﾟｸ･ｼﾞｰﾗﾝ", "パク・ジーラン"), ("  タカサキ   ハナコ ", "タカサキ ハナコ"), ("ゔぁん", "ヴァン"), ("いすゞ", "イスヾ"),
    ("メアリー・スミス", "メアリー・スミス"), ("か\u{3099}", "ガ"),
  ])
  func `a reading becomes full-width katakana`(typed: String, normalised: String) {
    // Scalars, because Swift equates a composed character with its parts.
    #expect(Kana.normalise(typed).map { Array($0.unicodeScalars) } == Array(normalised.unicodeScalars))
    #expect(Kana.normalise(normalised) == normalised)
  }

  @Test(arguments: ["", "   ", "職安 タロウ", "SHOKUAN", "タロウ1", "タロウ!", "タロウ\n", "゛", "タロウ\u{0}", "ﾞ", "한글"])
  func `what is no kana is refused`(typed: String) {
    #expect(Kana.normalise(typed) == nil)
  }

  @Test func `a reading has at most a hundred scalars`() {
    #expect(Kana.normalise(String(repeating: "あ", count: 100)) != nil)
    #expect(Kana.normalise(String(repeating: "あ", count: 101)) == nil)
  }
}
