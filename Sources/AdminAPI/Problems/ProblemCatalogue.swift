/// Every problem the service can tell of: code, status and words, in one table.
///
/// A code is a promise to clients; its words aren't and may be improved. The sentences name no field and repeat no input.
public enum ProblemCatalogue {
  /// A row of the table.
  public struct Entry: Sendable {
    /// The stable code, in snake_case.
    let code: String
    /// The HTTP status it is told with.
    let status: Int
    /// What kind of problem it is; the same each time.
    let title: Words
    let sentence: Words

    init(_ code: String, _ status: Int, ja: (title: String, detail: String), en: (title: String, detail: String)) {
      self.code = code
      self.status = status
      title = Words(japanese: ja.title, english: en.title)
      sentence = Words(japanese: ja.detail, english: en.detail)
    }

    /// The sentence, with the argument put where it has `{}`.
    public func detail(_ language: Language, argument: String?) -> String {
      let parts = sentence[language].split(separator: "{}", omittingEmptySubsequences: false)
      return parts.joined(separator: argument ?? "…")
    }
  }

  /// The same words in every language.
  struct Words: Sendable {
    let japanese: String
    let english: String

    /// The words in a language.
    subscript(language: Language) -> String {
      switch language {
      case .japanese: japanese
      case .english: english
      }
    }
  }

  /// The whole table: each code once.
  static let entries: [Entry] =
    protocolEntries + fieldEntries + ruleEntries + secretEntries + termsEntries + recordEntries

  private static let byCode = Dictionary(entries.map { ($0.code, $0) }) { first, _ in first }
  private static let unforeseen = Entry(
    "internal_error", 500,
    ja: ("内部エラー", "サーバー内部で問題が発生しました。request_id を添えてお問い合わせください。"),
    en: ("Internal error", "Something went wrong inside the service. Please report it with the request_id."))

  /// The row of a code. A code that isn't in the table is told as an internal error.
  public static func entry(_ code: String) -> Entry {
    byCode[code] ?? unforeseen
  }
}
