/// Looks through everything that was written or said for everything that was planted.
struct Inspection: Sendable {
  let search: NeedleSearch
  let belongings: Belongings

  /// Every place there is; one in which nothing was looked through is none that is clean.
  func places(of evidence: Evidence) -> [Place] {
    logs(evidence) + answers(evidence.exchanges) + [tables(evidence.dump)] + letters(evidence.letters)
      + [
        passages(evidence.processes, Place("processes' arguments and environment", "texts")),
        passages(evidence.commands, Place("what commands print", "texts")),
      ]
  }

  private func logs(_ evidence: Evidence) -> [Place] {
    var service = Place("the service's log", "lines")
    service.look(throughLinesOf: evidence.serviceLog, for: search)
    var database = Place("PostgreSQL's log", "lines")
    database.look(throughLinesOf: evidence.databaseLog, for: search)
    var errors = Place("PostgreSQL's log, of errors", "lines")
    for (number, line) in Self.errors(in: evidence.databaseLog) {
      errors.look(through: line, for: search, at: "line \(number)")
    }
    return [service, database, errors]
  }

  private func passages(_ passages: [Evidence.Passage], _ place: Place) -> Place {
    var place = place
    for passage in passages { place.look(through: passage.text, for: search, at: passage.origin) }
    return place
  }

  /// Lines of PostgreSQL's log that tell of something that failed, with those that go on from them: the statement, the
  /// detail, the context.
  static func errors(in log: [UInt8]) -> [(number: Int, line: String)] {
    let levels = ["ERROR", "FATAL", "PANIC", "WARNING", "DETAIL", "HINT", "CONTEXT", "STATEMENT", "QUERY"]
    var isError = false
    var found: [(number: Int, line: String)] = []
    for (index, bytes) in log.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let line = String(decoding: bytes, as: UTF8.self)
      // "2026-09-30 00:00:00.000 UTC [4711] ERROR:  …"; what goes on begins with a tab
      if !line.hasPrefix("\t") {
        let head = line.prefix(60)
        isError = levels.contains { head.contains("] \($0):  ") }
      }
      if isError, !line.isEmpty { found.append((index + 1, line)) }
    }
    return found
  }
}
