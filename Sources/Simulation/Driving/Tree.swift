/// An answer as JSON, to be asked by places such as `items.-1.id`: members by name, items by number, from the end when
/// that is negative.
indirect enum Tree: Decodable, Sendable, Hashable {
  case null
  case truth(Bool)
  case number(Double)
  case text(String)
  case list([Tree])
  case object([String: Tree])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let truth = try? value.decode(Bool.self) {
      self = .truth(truth)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([Tree].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: Tree].self))
    }
  }

  /// What stands at a place; nil when nothing does.
  subscript(place: String) -> Tree? {
    var tree = self
    for step in place.split(separator: ".") {
      guard let next = tree.step(String(step)) else { return nil }
      tree = next
    }
    return tree
  }

  private func step(_ name: String) -> Tree? {
    switch self {
    case .object(let members): return members[name]
    case .list(let items):
      guard let number = Int(name) else { return nil }
      let index = number < 0 ? items.count + number : number
      return items.indices.contains(index) ? items[index] : nil
    default: return nil
    }
  }

  var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  var items: [Tree]? {
    guard case .list(let items) = self else { return nil }
    return items
  }

  /// As a violation quotes it.
  var description: String {
    switch self {
    case .null: "null"
    case .truth(let truth): "\(truth)"
    case .number(let number): "\(number)"
    case .text(let text): "\"\(text)\""
    case .list(let items): "a list of \(items.count)"
    case .object: "an object"
    }
  }
}
