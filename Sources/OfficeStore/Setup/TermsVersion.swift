import Postgres
import Scheduling

/// 規約版: a version of the terms of use, known by its id.
enum TermsVersion {
  /// The version in force for an office: its own before its bureau's before the ministry's, and of one issuer's the one
  /// that took effect last.
  static func inForce(in session: Session) -> Statement {
    Statement(
      """
      SELECT id FROM terms_versions
      WHERE effective_from <= $3 AND announced_at <= $3 AND (
        (issuer_kind = 'office' AND issuer_code = $1) OR (issuer_kind = 'bureau' AND issuer_code = $2)
        OR issuer_kind = 'ministry')
      ORDER BY array_position(ARRAY['office', 'bureau', 'ministry'], issuer_kind), effective_from DESC
      LIMIT 1
      """, session.office.code.text, session.office.bureau.text, session.now)
  }
}
