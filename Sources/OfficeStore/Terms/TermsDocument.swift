import Postgres
import Scheduling

/// A version with everything that was announced, and what was noted beside it since.
public struct TermsDocument: Sendable {
  /// The version.
  public let version: TermsVersion
  /// Verbatim.
  public let text: String
  /// In the order in which they were made.
  public let annotations: [TermsAnnotation]
}

/// 注記: what the issuer says about a text that stays as it is.
public struct TermsAnnotation: Sendable {
  /// Unique in the deployment.
  public let id: TermsAnnotationID
  /// Where in the text, in words; nil: all of it.
  public let place: String?
  /// What is to be known.
  public let note: String
  /// When it was made.
  public let createdAt: Instant
  /// Role and token of who made it.
  public let createdBy: String
}

extension TermsDocument {
  /// The version, and its annotations.
  static func reading(_ id: TermsVersionID, in session: Session) -> [Statement] {
    [
      TermsVersion.reading(id, in: session),
      Statement(
        """
        SELECT id, place, note, created_at, created_by FROM terms_annotations
        WHERE terms_version_id = $1 ORDER BY created_at, id
        """, id),
    ]
  }

  /// From the results of `reading`; nil when the office knows no such version.
  init?(_ results: ArraySlice<QueryResult>) throws {
    guard let row = results.first?.first else { return nil }
    version = try TermsVersion(row: row)
    text = try row.decode(12)
    annotations = try results.last?.map(TermsAnnotation.init(row:)) ?? []
  }
}

extension TermsAnnotation {
  init(row: Row) throws {
    self.init(
      id: try row.decode(0), place: try row.decodeIfPresent(1), note: try row.decode(2), createdAt: try row.decode(3),
      createdBy: try row.decode(4))
  }
}

extension TermsDocument: Audited {
  var auditSubjects: AuditSubjects { AuditSubjects(thing: version.id.uuid) }
}
