/// Something that was planted, and may be found in few places only.
struct Needle: Sendable, Hashable {
  enum Kind: String, Sendable, CaseIterable {
    case name = "a person's name"
    case number = "a person's number"
    /// 会議情報: passcode, access code, address, and what else leads into a meeting.
    case meeting = "a meeting's secret"
    /// What identifies a device (Art. 7).
    case device = "a device's identifier"
    case token = "a token"
    case key = "a key"
    case webhook = "a webhook's secret"

    var isOfPerson: Bool { self == .name || self == .number }
  }

  /// Shorter ones would be found by chance.
  static let shortest = 6

  let kind: Kind
  let value: String

  /// Nil of a value that is too short to be told from what is there by chance.
  init?(_ kind: Kind, _ value: String) {
    guard value.utf8.count >= Self.shortest else { return nil }
    self.kind = kind
    self.value = value
  }

  /// Whether it is one of the values, or a part of one.
  func isPart(of values: Set<String>) -> Bool {
    values.contains(value) || values.contains { $0.contains(value) }
  }
}
