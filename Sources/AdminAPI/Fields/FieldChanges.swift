/// What a request changes in a value: the members that it names. The others stay.
struct FieldChanges<Value>: Sendable {
  private var changes: [@Sendable (inout Value) -> Void] = []

  /// Notes a member's new value; nil for one that the request doesn't name.
  mutating func set<Member: Sendable>(_ path: any WritableKeyPath<Value, Member> & Sendable, _ member: Member?) {
    guard let member else { return }
    changes.append { $0[keyPath: path] = member }
  }

  /// Makes them.
  func apply(to value: inout Value) {
    for change in changes { change(&value) }
  }
}
