import Randomness
import Scheduling

/// A made-up job seeker.
struct Person: Sendable, Hashable {
  var name: String
  var kana: String
  /// 求職番号; nil before registration.
  var jobSeekerNumber: String?
  var registration: RegistrationKind
  var hasMyPage: Bool

  /// 髙﨑 is in CP932 only, 𠮷田 in neither Shift_JIS nor CP932: what has to survive everywhere.
  private static let families = [
    ("職安", "ショクアン"), ("髙﨑", "タカサキ"), ("𠮷田", "ヨシダ"), ("相談", "ソウダン"), ("求人", "モトヒト"), ("西宮", "ニシノミヤ"),
    ("渡邉", "ワタナベ"), ("齋藤", "サイトウ"), ("グエン", "グエン"), ("小鳥遊", "タカナシ"), ("辻󠄀", "ツジ"), ("五十嵐", "イガラシ"),
  ]
  private static let givens = [
    ("太郎", "タロウ"), ("花子", "ハナコ"), ("次郎", "ジロウ"), ("みなみ", "ミナミ"), ("健", "ケン"), ("さくら", "サクラ"), ("ヴァン", "ヴァン"),
    ("陽翔", "ハルト"), ("美咲", "ミサキ"), ("凛", "リン"),
  ]

  /// Somebody who has not applied before; the number is unique within the whole simulation.
  static func fresh(number: Int, dice: inout SplitMix64) -> Person {
    let family = dice.pick(families) ?? ("職安", "ショクアン")
    let given = dice.pick(givens) ?? ("太郎", "タロウ")
    let registration = dice.pick(
      weighted: [(RegistrationKind.full, 70), (.online, 20), (.unregistered, 10)], else: .full)
    return Person(
      name: "\(family.0) \(given.0)", kana: "\(family.1) \(given.1)",
      jobSeekerNumber: registration == .unregistered ? nil : Self.number(number), registration: registration,
      hasMyPage: dice.chance(90))
  }

  /// The same person under another family name.
  func renamed(dice: inout SplitMix64) -> Person {
    let family = dice.pick(Self.families) ?? ("職安", "ショクアン")
    var person = self
    person.name = "\(family.0)\(name.drop { $0 != " " })"
    person.kana = "\(family.1)\(kana.drop { $0 != " " })"
    return person
  }

  /// 28990 is the prefix of made-up persons.
  static func number(_ number: Int) -> String {
    let digits = "\(number)"
    return "28990-" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }

  var json: JSON {
    JSON.object([]).with("name", .text(name)).with("kana", .text(kana))
      .with("job_seeker_number", jobSeekerNumber.map { .text($0) })
      .with("registration_kind", .text(registration.rawValue)).with("my_page", .truth(hasMyPage))
  }
}
