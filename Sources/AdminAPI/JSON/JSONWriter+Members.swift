/// A member's name and value in one call.
extension JSONWriter {
  /// A string member; null when there is none.
  mutating func member(_ name: StaticString, _ value: String?) {
    self.name(name)
    if let value { string(value) } else { null() }
  }

  /// A number member; null when there is none.
  mutating func member(_ name: StaticString, _ value: Int?) {
    self.name(name)
    if let value { number(value) } else { null() }
  }

  /// A truth value as a member; null when there is none.
  mutating func member(_ name: StaticString, _ value: Bool?) {
    self.name(name)
    if let value { bool(value) } else { null() }
  }

  /// An object as a member.
  mutating func member(_ name: StaticString, object body: (inout JSONWriter) -> Void) {
    self.name(name)
    object(body)
  }

  /// An object as a member, made from a value; null when there is none.
  mutating func member<Value>(
    _ name: StaticString, object value: Value?, _ body: (inout JSONWriter, Value) -> Void
  ) {
    self.name(name)
    guard let value else { return null() }
    object { body(&$0, value) }
  }

  /// An array as a member, each element written by `body`.
  mutating func member<Element>(
    _ name: StaticString, array elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
  ) {
    self.name(name)
    array { writer in
      for element in elements { body(&writer, element) }
    }
  }

  /// An array of objects as a member, the members of each written by `body`.
  mutating func member<Element>(
    _ name: StaticString, objects elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
  ) {
    member(name, array: elements) { writer, element in writer.object { body(&$0, element) } }
  }

  /// An array of strings as a member.
  mutating func member(_ name: StaticString, strings: some Sequence<String>) {
    member(name, array: strings) { $0.string($1) }
  }
}
