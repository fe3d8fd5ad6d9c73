import Foundation
import Postgres
import Scheduling

/// 同席者: who else is there (Art. 12(3)).
public struct Companion: Sendable, Hashable {
  /// What the companion does.
  public var role: CompanionRole
  /// A language tag or sign language, for an interpreter.
  public var language: String?
  /// A restricted note: who may see it says `SessionAccess`.
  public var note: String?
  /// Announced after the start instead of beforehand.
  public private(set) var isLate = false

  /// A companion, announced beforehand.
  public init(role: CompanionRole, language: String? = nil, note: String? = nil) {
    self.role = role
    self.language = language
    self.note = note
  }
}

extension Companion {
  /// A list in the place of an older one: who was in that keeps the mark, who is new is marked when it is late for it. A
  /// companion is known by role and language, so that a note may be mended.
  ///
  /// - Parameter keepsNotes: whether a note that is left out stays: who may not see it does not take it away unawares.
  static func list(
    _ list: [Companion], replacing older: [Companion], isLate: Bool, keepsNotes: Bool
  ) -> [Companion] {
    var known = older
    return list.map { companion in
      var companion = companion
      let place = known.firstIndex { $0.role == companion.role && $0.language == companion.language }
      let before = place.map { known.remove(at: $0) }
      companion.isLate = before?.isLate ?? isLate
      if keepsNotes { companion.note = companion.note ?? before?.note }
      return companion
    }
  }
}

extension Companion: Codable {
  private enum CodingKeys: String, CodingKey {
    case role, language, note
    case isLate = "late"
  }

  /// From what `json(_:)` made; the mark is left out where it is not set.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    role = try container.decode(CompanionRole.self, forKey: .role)
    language = try container.decodeIfPresent(String.self, forKey: .language)
    note = try container.decodeIfPresent(String.self, forKey: .note)
    isLate = try container.decodeIfPresent(Bool.self, forKey: .isLate) ?? false
  }

  /// As `init(from:)` reads it.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(role, forKey: .role)
    try container.encodeIfPresent(language, forKey: .language)
    try container.encodeIfPresent(note, forKey: .note)
    if isLate { try container.encode(true, forKey: .isLate) }
  }

  static func json(_ list: [Companion]) throws -> PostgresJSON {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return PostgresJSON(utf8: try Array(encoder.encode(list)))
  }

  static func list(fromJSON json: PostgresJSON) throws -> [Companion] {
    try JSONDecoder().decode([Companion].self, from: Data(json.utf8))
  }
}
