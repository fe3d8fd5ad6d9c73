import Postgres
import Scheduling

/// What an office knows by name, so that a file which names it again means the same one.
protocol NamedResource: OfficeResource, Equatable {
  /// Unique among those in use.
  var name: String { get }
  /// One that was known, as this one describes it.
  func replacing(_ known: Self) -> Self
}

extension ImportPlan {
  /// Adds what is new, changes what is known, and leaves what the file doesn't name.
  ///
  /// - Parameter judge: what is wrong with a row, given the one it replaces.
  init<Item: NamedResource>(
    _ rows: [ImportRow<Item>], knowing items: [Item], by table: ResourceTable<Item>, in session: Session,
    judge: (ImportRow<Item>, Item?) -> [ImportFault] = { _, _ in [] }
  ) {
    let known = Dictionary(items.map { ($0.name, $0) }) { first, _ in first }
    var seen: Set<String> = []
    for row in rows {
      let old = known[row.value.name]
      faults += judge(row, old)
      if !seen.insert(row.value.name).inserted { faults.append(row.fault("name", .duplicateName)) }
      guard let old else {
        outcome.created += 1
        writes.append(table.insert(row.value, session))
        continue
      }
      let new = row.value.replacing(old)
      if new == old {
        outcome.unchanged += 1
      } else {
        outcome.updated += 1
        writes.append(table.update(new, session))
      }
    }
  }
}

extension ResourceTable {
  /// Everything in use.
  func all(in session: Session) -> Statement { page(nil, Int(Int32.max), session) }
}
