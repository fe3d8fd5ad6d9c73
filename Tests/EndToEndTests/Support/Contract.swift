import Foundation
import Testing

/// The served OpenAPI document, as a table.
struct Contract: Sendable {
  static let methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]

  struct Operation: Sendable {
    let method: String
    let path: String
    let id: String
    let statuses: Set<String>
    let isOpen: Bool
    /// The contract's own example of a body; null without one.
    let example: JSON
    /// Where in a body ids stand.
    let idsInBody: [IdPlace]
    /// Whether an answer of it shows a person: a schema in it says so.
    let showsPerson: Bool
    /// Query parameters that are ids.
    let idsInQuery: [String]
    /// The query parameters that it requires, with the contract's own examples; nil when one has no example.
    let query: [(name: String, value: String)]?

    /// The path with an office and the id of nothing.
    func address(office: String = Demo.office, id: String = Contract.nothing) -> String {
      path.replacing("{office}", with: office).replacing("{id}", with: id)
    }

    var isAboutOffice: Bool { path.contains("{office}") }
    var isAboutOne: Bool { path.contains("{id}") }
    var takesBody: Bool { method == "POST" || method == "PATCH" }
    /// What of an office it is about: `bookings`, `rooms`.
    var collection: String { path.split(separator: "/").dropFirst(3).first.map(String.init) ?? "" }
  }

  /// A place in a body where an id is expected.
  struct IdPlace: Sendable, Hashable {
    /// The names on the way to it; in a list its first element.
    let path: [String]
    let isRequired: Bool
  }

  /// An id that nothing has.
  static let nothing = "0198a000-0000-7000-8000-000000000000"

  let operations: [Operation]
  var paths: Set<String> { Set(operations.map(\.path)) }

  /// Reads what the demo serves.
  init(of demo: Demo) async throws {
    let document = Document(root: try await demo.send("GET", "/openapi.json", by: nil).json)
    operations = document.root["paths"].members.flatMap { path, item in
      item.members.filter { Self.methods.contains($0.key.uppercased()) }.map { method, operation in
        document.operation(method.uppercased(), path, operation, shared: item["parameters"].elements)
      }
    }.sorted { ($0.path, $0.method) < ($1.path, $1.method) }
    try #require(!operations.isEmpty)
  }

  /// The operation that adds to a collection of an office; nil when there is none.
  func creation(of collection: String) -> Operation? {
    operations.first { $0.method == "POST" && $0.path == "/v1/offices/{office}/\(collection)" }
  }
}
