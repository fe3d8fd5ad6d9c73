/// Takes the fields of one JSON object, by name and type, and collects every error on the way.
///
/// A decoder that drops unknown keys and stops at its first error can't keep the contract; this one reports what nobody
/// asked for, and a caller who gets nil goes on reading, because what he builds is thrown away at the end anyway.
struct FieldReader {
  private let members: [JSONMember]
  private let pointer: JSONPointer
  private let errors: FieldErrorList
  private var taken: Set<String> = []

  init(members: [JSONMember], pointer: JSONPointer, errors: FieldErrorList) {
    self.members = members
    self.pointer = pointer
    self.errors = errors
  }

  /// A field that must be there. Nil when it isn't, or isn't what it should be; the error is then recorded.
  mutating func required<Value>(_ name: String, _ type: FieldType<Value>) -> Value? {
    guard let json = take(name) else {
      errors.report(.required, at: pointer.member(name))
      return nil
    }
    return type.read(json, pointer.member(name), errors)
  }

  /// A field that may be left out; `null` means the same as leaving it out.
  mutating func optional<Value>(_ name: String, _ type: FieldType<Value>) -> Value? {
    guard let json = take(name), json != .null else { return nil }
    return type.read(json, pointer.member(name), errors)
  }

  /// A field that changes something when it is there. `null` is no value for it.
  mutating func change<Value>(_ name: String, _ type: FieldType<Value>) -> Value? {
    take(name).flatMap { type.read($0, pointer.member(name), errors) }
  }

  /// A field that changes something when it is there, where `null` takes away what stood there: nil when it isn't there,
  /// a nil inside for `null`.
  mutating func clearing<Value>(_ name: String, _ type: FieldType<Value>) -> Value?? {
    guard let json = take(name) else { return nil }
    guard json != .null else { return .some(nil) }
    return type.read(json, pointer.member(name), errors).map { .some($0) }
  }

  /// Whether a field is there and not `null`. The field still has to be taken.
  func hasValue(_ name: String) -> Bool {
    members.contains { $0.name == name && $0.value != .null }
  }

  /// Whether a field is there, whatever it holds. The field still has to be taken.
  func has(_ name: String) -> Bool {
    members.contains { $0.name == name }
  }

  /// Records an error that only two fields together make.
  func report(_ fault: FieldFault, at name: String) {
    errors.report(fault, at: pointer.member(name))
  }

  /// Records an error that an element of an array makes together with others.
  func report(_ fault: FieldFault, at name: String, _ index: Int) {
    errors.report(fault, at: pointer.member(name).element(index))
  }

  /// Takes fields without looking at them: what they ought to be hangs on one that is wrong.
  mutating func ignore(_ names: [String]) { taken.formUnion(names) }

  /// Records an error of the object as a whole.
  func report(_ fault: FieldFault) {
    errors.report(fault, at: pointer)
  }

  func reportLeftovers() {
    for member in members where !taken.contains(member.name) {
      errors.report(.unknownField, at: pointer.member(member.name))
    }
  }

  private mutating func take(_ name: String) -> JSONValue? {
    taken.insert(name)
    return members.first { $0.name == name }?.value
  }
}

extension JSONDocument {
  /// Reads the whole document as one object.
  ///
  /// - Parameter body: takes the fields; may return nil only after an error was recorded.
  /// - Throws: ``InputErrors`` with every error of the document: its faults first, then those of its fields.
  func read<Value>(_ body: @escaping (inout FieldReader) -> Value?) throws(InputErrors) -> Value {
    let errors = FieldErrorList()
    for fault in faults {
      errors.report(fault.kind == .duplicateMember ? .duplicateField : .invalidText, at: fault.pointer)
    }
    let value = FieldType.object(body).read(root, .root, errors)
    guard let value, errors.errors.isEmpty else { throw InputErrors(errors.errors) }
    return value
  }
}
