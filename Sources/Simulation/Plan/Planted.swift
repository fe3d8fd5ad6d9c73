/// What a run puts where only few may see it: whoever looks for it anywhere else is to find nothing.
///
/// A pure function of the plan, without duplicates and in order.
public struct Planted: Sendable, Hashable {
  /// 氏名 and フリガナ of every made-up person.
  public let names: [String]
  /// Their 求職番号.
  public let numbers: [String]
  /// Passcode or access code and address of every made-up meeting, issued or not.
  public let secrets: [String]

  static let none = Planted(names: [], numbers: [], secrets: [])

  init(persons: [Person], meetings: [Credentials]) {
    names = Self.ordered(persons.flatMap { [$0.name, $0.kana] })
    numbers = Self.ordered(persons.compactMap(\.jobSeekerNumber))
    secrets = Self.ordered(meetings.flatMap(\.secrets))
  }

  private init(names: [String], numbers: [String], secrets: [String]) {
    (self.names, self.numbers, self.secrets) = (names, numbers, secrets)
  }

  static func + (left: Planted, right: Planted) -> Planted {
    Planted(
      names: ordered(left.names + right.names), numbers: ordered(left.numbers + right.numbers),
      secrets: ordered(left.secrets + right.secrets))
  }

  private static func ordered(_ texts: [String]) -> [String] { Set(texts).sorted() }
}
