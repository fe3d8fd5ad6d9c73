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

    /// The path with an office and the id of nothing.
    func address(office: String = Demo.office) -> String {
      path.replacing("{office}", with: office).replacing("{id}", with: "0198a000-0000-7000-8000-000000000000")
    }

    var isAboutOffice: Bool { path.contains("{office}") }
    var takesBody: Bool { method == "POST" || method == "PATCH" }
  }

  let operations: [Operation]
  var paths: Set<String> { Set(operations.map(\.path)) }

  /// Reads what the demo serves.
  init(of demo: Demo) async throws {
    let document = try await demo.send("GET", "/openapi.json", by: nil).json
    operations = document["paths"].members.flatMap { path, item in
      item.members.filter { Self.methods.contains($0.key.uppercased()) }.map { method, operation in
        Operation(
          method: method.uppercased(), path: path, id: operation["operationId"].text ?? "",
          statuses: Set(operation["responses"].members.keys), isOpen: operation["security"] == .array([]))
      }
    }.sorted { ($0.path, $0.method) < ($1.path, $1.method) }
    try #require(!operations.isEmpty)
  }
}
