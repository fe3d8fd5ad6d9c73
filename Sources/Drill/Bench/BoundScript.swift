/// A script for pgbench, made of statements with `$1`, `$2` … as the service sends them.
///
/// A comment `-- {name} value` names a value; comments `-- $ value | value …` hold those of the next statement, and a
/// further one goes on where the first ended. A statement ends with a semicolon at the end of a line.
struct BoundScript {
  /// What pgbench runs.
  private(set) var text = ""

  private var names: [String: String] = [:]
  private var pending = ""
  private var used = 0

  /// - Throws: when a statement has more or fewer parameters than values.
  init(_ script: String) throws {
    for line in script.split(separator: "\n") {
      if line.hasPrefix("-- {"), let end = line.firstIndex(of: "}") {
        let name = String(line[line.index(line.startIndex, offsetBy: 3)...end])
        names[name] = String(line[line.index(end, offsetBy: 2)...])
      } else if line.hasPrefix("-- $") {
        pending += line.dropFirst(4)
      } else if !line.hasPrefix("--") {
        text += line.hasPrefix("\\") ? String(line) : try bound(line)
        text += "\n"
      }
    }
  }

  private mutating func bound(_ line: Substring) throws -> String {
    let values = pending.isEmpty ? [] : pending.dropFirst().split(separator: " | ").map { named(String($0)) }
    var used = used
    let bound = try line.replacing(/\$([0-9]+)/) { match in
      guard let number = Int(match.1), values.indices.contains(number - 1) else {
        throw DrillError("no value for \(match.0) of: \(line)")
      }
      used = max(used, number)
      return values[number - 1]
    }
    self.used = used
    if line.hasSuffix(";") {
      guard used == values.count else { throw DrillError("\(values.count) values, \(used) parameters: \(line)") }
      (pending, self.used) = ("", 0)
    }
    return String(bound)
  }

  private func named(_ value: String) -> String {
    value.replacing(/\{[a-z_]+\}/) { names[String($0.0)] ?? String($0.0) }
  }
}
