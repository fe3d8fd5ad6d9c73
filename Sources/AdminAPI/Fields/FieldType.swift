/// How a JSON value becomes a value of the program. Errors are collected, so reading goes on after the first.
struct FieldType<Value> {
  let read: (JSONValue, JSONPointer, FieldErrorList) -> Value?

  /// A string in a format.
  static func text(_ format: TextFormat<Value>) -> FieldType {
    FieldType { json, pointer, errors in
      guard case .string(let text) = json else {
        errors.report(.invalidType("string"), at: pointer)
        return nil
      }
      do throws(FieldFault) {
        return try format.parse(text)
      } catch {
        errors.report(error, at: pointer)
        return nil
      }
    }
  }

  /// An object, read field by field. What `body` leaves over is an `unknown_field`.
  static func object(_ body: @escaping (inout FieldReader) -> Value?) -> FieldType {
    FieldType { json, pointer, errors in
      guard case .object(let members) = json else {
        errors.report(.invalidType("object"), at: pointer)
        return nil
      }
      var reader = FieldReader(members: members, pointer: pointer, errors: errors)
      let value = body(&reader)
      reader.reportLeftovers()
      return value
    }
  }

  /// An array of which each element is of the same type.
  static func array<Element>(
    of type: FieldType<Element>, count: ClosedRange<Int>
  ) -> FieldType where Value == [Element] {
    FieldType { json, pointer, errors in
      guard case .array(let elements) = json else {
        errors.report(.invalidType("array"), at: pointer)
        return nil
      }
      guard elements.count >= count.lowerBound else {
        errors.report(.tooFew(count.lowerBound), at: pointer)
        return nil
      }
      guard elements.count <= count.upperBound else {
        errors.report(.tooMany(count.upperBound), at: pointer)
        return nil
      }
      let values = elements.enumerated().map { type.read($1, pointer.element($0), errors) }
      return values.contains { $0 == nil } ? nil : values.compactMap { $0 }
    }
  }
}

extension FieldType where Value == Bool {
  /// `true` or `false`.
  static var bool: FieldType {
    FieldType { json, pointer, errors in
      guard case .bool(let value) = json else {
        errors.report(.invalidType("boolean"), at: pointer)
        return nil
      }
      return value
    }
  }
}

extension FieldType where Value == Int {
  /// A whole number within `range`.
  static func integer(in range: ClosedRange<Int>) -> FieldType {
    FieldType { json, pointer, errors in
      guard case .number(let number) = json, number.whole != .fraction else {
        errors.report(.invalidType("integer"), at: pointer)
        return nil
      }
      guard case .value(let value) = number.whole, range.contains(value) else {
        errors.report(.outOfRange(range), at: pointer)
        return nil
      }
      return value
    }
  }
}
