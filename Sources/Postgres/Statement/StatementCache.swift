/// The statements that one connection has prepared on the server, by the address of their static text.
///
/// Bounded: texts are literals of the program, so that they are few; what comes after the bound travels unnamed.
struct StatementCache {
  /// How a statement is to be sent.
  enum Plan: Equatable {
    /// Under a name that the server knows.
    case named(String)
    /// To be prepared under a name, then run under it.
    case prepare(String)
    /// Without a name.
    case unnamed
  }

  private struct Entry {
    let name: String
    let types: [PostgresType]

    /// A NULL fits any type; a type fits only itself, not what the server once inferred for a NULL.
    func fits(_ wanted: [PostgresType]) -> Bool {
      types.elementsEqual(wanted) { known, wanted in wanted == .unspecified || known == wanted }
    }
  }

  private let capacity: Int
  private var entries: [UInt: [Entry]] = [:]
  private var lastNumber = 0
  /// How many statements the server knows.
  private(set) var count = 0

  /// An empty cache for at most `capacity` statements; 0 leaves every statement unnamed.
  init(capacity: Int) {
    self.capacity = capacity
  }

  /// How to send a statement. One to be prepared counts as known from here on: `remove` it should that fail.
  mutating func plan(_ sql: StaticString, _ types: [PostgresType]) -> Plan {
    guard capacity > 0 else { return .unnamed }
    let key = Self.key(sql)
    if let entry = entries[key]?.first(where: { $0.fits(types) }) { return .named(entry.name) }
    guard count < capacity else { return .unnamed }
    lastNumber += 1
    count += 1
    let entry = Entry(name: "s\(lastNumber)", types: types)
    entries[key, default: []].append(entry)
    return .prepare(entry.name)
  }

  /// Forgets a statement that the server did not get to know.
  mutating func remove(_ sql: StaticString, name: String) {
    let key = Self.key(sql)
    guard let index = entries[key]?.firstIndex(where: { $0.name == name }) else { return }
    entries[key]?.remove(at: index)
    count -= 1
  }

  /// Forgets everything. Names are not used again, for the server may still know them.
  mutating func removeAll() {
    entries = [:]
    count = 0
  }

  private static func key(_ sql: StaticString) -> UInt {
    UInt(bitPattern: sql.utf8Start)
  }
}
