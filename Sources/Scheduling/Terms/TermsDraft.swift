/// 規約案: what a publisher says, judged the same way whether it comes from a file or over the API.
public struct TermsDraft: Sendable {
  /// The longest text, in Unicode scalars.
  public static let longestText = 100_000
  /// The longest title, issuer's title, court or value, in Unicode scalars.
  public static let longestLine = 200
  /// Values that one draft may name.
  public static let valueCount = 0...100

  /// A value for a variable.
  public struct Value: Sendable, Hashable {
    /// The variable's name, as between the braces.
    public let name: String
    /// What stands in its place: one line.
    public let value: String

    /// A value for `name`.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The text, with `{{variables}}`.
  public var text: String
  /// The day it takes effect.
  public var effectiveFrom: CivilDate
  /// Art. 13.
  public var ground: TermsGround
  /// What it is about.
  public var serviceGroup = TermsServiceGroup.onlineCounseling
  /// Nil: the text's first line.
  public var title: String?
  /// Who signs, such as 西宮公共職業安定所長: `{{issuer_title}}`.
  public var issuerTitle: String?
  /// Art. 14, such as 神戸地方裁判所: `{{governing_court}}`.
  public var governingCourt: String?
  /// Values for further variables.
  public var values: [Value] = []

  /// A draft of `text` that takes effect on `date`.
  public init(_ text: String, effectiveFrom date: CivilDate, ground: TermsGround) {
    self.text = text
    self.effectiveFrom = date
    self.ground = ground
  }
}

extension TermsDraft {
  /// The version that can be announced.
  ///
  /// - Throws: every fault of the text and of the values.
  public func edition() throws(TermsFaults) -> TermsEdition {
    // a file's byte-order mark says how it is written and is no part of what it says
    let written = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    let given = Dictionary(values.map { ($0.name, $0.value) }) { first, _ in first }
    let filled = TermsTemplate(written).filled(with: given.merging(standard) { _, standard in standard })
    var faults = lineFaults
    if written.unicodeScalars.allSatisfy(\.properties.isWhitespace) { faults.append(.empty) }
    if filled.text.unicodeScalars.count > Self.longestText { faults.append(.tooLong(limit: Self.longestText)) }
    faults += filled.faults + valueFaults(names: filled.names)
    guard faults.isEmpty else { throw TermsFaults(faults: faults) }
    return TermsEdition(
      text: filled.text, title: title ?? Self.firstLine(of: filled.text), serviceGroup: serviceGroup,
      issuerTitle: issuerTitle, governingCourt: governingCourt, effectiveFrom: effectiveFrom, ground: ground)
  }

  /// What the version itself says, by the name that a text calls it by; nil for what was not given.
  private var standard: [String: String] {
    let (era, western) = (effectiveFrom.inJapaneseEra, effectiveFrom.inWesternYears)
    let values: [String: String?] = [
      "issuer_title": issuerTitle, "governing_court": governingCourt, "effective_date": "\(era)（\(western)）",
      "effective_date_japanese": era, "effective_date_western": western,
    ]
    return values.compactMapValues { $0 }
  }

  private static let reserved: Set = [
    "issuer_title", "governing_court", "effective_date", "effective_date_japanese", "effective_date_western",
  ]

  private var lineFaults: [TermsFault] {
    [(title, .title), (issuerTitle, .issuerTitle), (governingCourt, TermsFault.Source.governingCourt)].compactMap {
      line, source in line.flatMap { Self.isFit($0) ? nil : .invalidValue(source) }
    }
  }

  private func valueFaults(names: Set<String>) -> [TermsFault] {
    var given: Set<String> = []
    return values.enumerated().compactMap { index, value -> TermsFault? in
      if Self.reserved.contains(value.name) { return .reservedName(value.name, index: index) }
      if !given.insert(value.name).inserted { return .duplicateValue(value.name, index: index) }
      if !Self.isFit(value.value) { return .invalidValue(.value(index)) }
      return names.contains(value.name) ? nil : .unusedValue(value.name, index: index)
    }
  }

  /// Whether a value may stand in a text: one line that says something and leaves nothing open.
  private static func isFit(_ value: String) -> Bool {
    let scalars = value.unicodeScalars
    return !scalars.allSatisfy(\.properties.isWhitespace) && scalars.count <= longestLine
      && !scalars.contains { $0.properties.generalCategory == .control || $0 == TermsTemplate.placeholder }
      && scalars.firstRange(of: TermsTemplate.opening.unicodeScalars) == nil
  }

  private static func firstLine(of text: String) -> String {
    let lines = text[...].unicodeScalars.split(separator: "\n").lazy.map(\.trimmed)
    return String(String.UnicodeScalarView((lines.first { !$0.isEmpty } ?? "").unicodeScalars.prefix(longestLine)))
  }
}

/// A version of the terms that lacks nothing; only a draft without faults becomes one.
public struct TermsEdition: Sendable, Hashable {
  /// What will be stored, byte for byte.
  public let text: String
  /// What it is called.
  public let title: String
  /// What it is about.
  public let serviceGroup: TermsServiceGroup
  /// Who signs.
  public let issuerTitle: String?
  /// Art. 14.
  public let governingCourt: String?
  /// The day it takes effect, from the issuer's midnight.
  public let effectiveFrom: CivilDate
  /// Art. 13.
  public let ground: TermsGround

  /// The instant from which on it counts, when it is announced at `now`.
  ///
  /// - Throws: `announcedTooLate`: a reasonable change is announced before (Art. 13(2)).
  public func effective(in zone: OfficeZone, announcedAt now: Instant) throws(DomainError) -> Instant {
    let effective = zone.instant(of: effectiveFrom, at: .midnight)
    guard !ground.mustBeAnnouncedBeforehand || now < effective else { throw .announcedTooLate }
    return effective
  }
}
