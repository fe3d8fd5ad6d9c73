/// The address of a value inside a JSON text (RFC 6901), as error messages name fields: `/wishes/0/start`.
struct JSONPointer: Sendable, Hashable, CustomStringConvertible {
  /// The pointer's text; empty for the whole document.
  let description: String

  /// The whole document.
  static let root = JSONPointer(description: "")

  private init(description: String) {
    self.description = description
  }

  /// A member of the object this points at. `~` and `/` in the name are escaped.
  func member(_ name: String) -> JSONPointer {
    let escaped = name.utf8.contains { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }
    guard escaped else { return JSONPointer(description: "\(description)/\(name)") }
    var token = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "~": token += "~0"
      case "/": token += "~1"
      default: token.unicodeScalars.append(scalar)
      }
    }
    return JSONPointer(description: "\(description)/\(token)")
  }

  /// An element of the array this points at, counted from 0.
  func element(_ index: Int) -> JSONPointer {
    JSONPointer(description: "\(description)/\(index)")
  }
}
