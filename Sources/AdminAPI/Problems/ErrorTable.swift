import OfficeStore
import Scheduling

/// `docs/errors.md`: every code with its status and words, and the constraints that lead to it, made of the program's own
/// tables.
public enum ErrorTable {
  /// The whole page.
  public static var markdown: String {
    let constraints = Dictionary(grouping: RefusalByConstraint.all.keys.sorted()) { name in
      RefusalByConstraint.all[name]?.code ?? ""
    }
    let rows = ProblemCatalogue.entries.sorted { ($0.status, $0.code) < ($1.status, $1.code) }.map { entry in
      let names = (constraints[entry.code] ?? []).map { "`\($0)`" }.joined(separator: " ")
      return "| \(entry.status) | `\(entry.code)` | \(entry.title[.japanese]) | \(entry.title[.english]) | \(names) |"
    }
    return """
      # Errors

      Every problem the API can tell of (RFC 9457), made by `./dev errors` from the tables of `Sources/AdminAPI/Problems` and
      `Sources/OfficeStore/RefusalByConstraint.swift`. A code is a promise; its words may be improved. Where a database
      constraint can say no after validation, its name stands in the last column.

      | status | code | 日本語 | English | constraints |
      |---|---|---|---|---|
      \(rows.joined(separator: "\n"))

      """
  }
}
