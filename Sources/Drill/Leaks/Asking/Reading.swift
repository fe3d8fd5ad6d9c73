import Foundation
import Stage

/// Asks for everything that the contract lets anybody read, as everybody who has a token.
struct Reading: Sendable {
  /// An operation that reads.
  private struct Operation: Sendable {
    /// Below the office's path, or from the root.
    let path: String
    /// The parameters that must be there, with the contract's own examples.
    let query: [String]
    let isPaged: Bool

    var isAboutOne: Bool { path.contains("{id}") }
    /// The list that tells the ids.
    var collection: String { path.components(separatedBy: "/{id}")[0] }
  }

  /// Ids of a list that are read one by one.
  private static let mostOfEach = 30
  private static let mostPages = 100
  private static let officePath = "/v1/offices/{office}/"
  /// What is filled in of an address.
  private static let known: Set = ["{office}", "{bureau}", "{id}"]

  let client: Client
  let visitors: Visitors

  func read() async throws {
    let operations = try await operations()
    for office in visitors.offices.keys.sorted() {
      let desk = Desk(office: office, client: client, tokens: visitors.tokens(in: office))
      for role in desk.tokens.keys.sorted() {
        Progress.show("reading \(office) as \(role)")
        let lists = operations.filter { !$0.isAboutOne }
        let pages = try await inParallel(4, lists) { ($0.path, try await ids(of: $0, at: desk, as: role)) }
        let found = Dictionary(pages) { first, _ in first }
        _ = try await inParallel(4, operations.filter(\.isAboutOne)) { operation in
          for id in Self.sample(found[operation.collection] ?? []) {
            // who may not read one may read none
            let path = Self.address(operation, at: desk).replacing("{id}", with: id)
            if try await desk.send("GET", path, by: role).status == 403 { return }
          }
        }
      }
    }
  }

  /// Goes through the pages of a list, or asks for what is none.
  private func ids(of operation: Operation, at desk: Desk, as role: String) async throws -> [String] {
    struct Page: Decodable {
      struct Item: Decodable { let id: String? }
      let items: [Item]?
      let cursor: String?
      enum CodingKeys: String, CodingKey {
        case items
        case cursor = "next_cursor"
      }
    }
    var found: [String] = []
    var query = operation.query + (operation.isPaged ? ["limit=200"] : [])
    for _ in 0..<Self.mostPages {
      let path = Self.address(operation, at: desk) + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
      let answer = try await desk.send("GET", path, by: role)
      guard answer.status == 200, let page = try? answer.decode(Page.self) else { return found }
      found += (page.items ?? []).compactMap(\.id)
      guard let cursor = page.cursor else { return found }
      query = operation.query + ["limit=200", "cursor=\(Desk.encoded(cursor))"]
    }
    return found
  }

  private static func address(_ operation: Operation, at desk: Desk) -> String {
    operation.path.replacing("{office}", with: desk.office).replacing("{bureau}", with: desk.office.prefix(2))
  }

  /// Evenly from all over a list.
  private static func sample(_ ids: [String]) -> [String] {
    let step = max(1, (ids.count + mostOfEach - 1) / mostOfEach)
    return stride(from: 0, to: ids.count, by: step).map { ids[$0] }
  }

  private func operations() async throws -> [Operation] {
    guard let answer = await client.send("GET", "/openapi.json"), answer.status == 200,
      let document = JSONTree(answer.text)
    else { throw DrillError("the service does not tell its contract") }
    let operations = (document["paths"]?.members ?? [:]).compactMap { path, item -> Operation? in
      guard let get = item["get"] else { return nil }
      let listed = (item["parameters"]?.elements ?? []) + (get["parameters"]?.elements ?? [])
      let parameters = listed.map { document.resolved($0) }.filter { $0["in"]?.text == "query" }
      return Operation(
        path: path.hasPrefix(Self.officePath) ? String(path.dropFirst(Self.officePath.count)) : path,
        query: parameters.filter { $0["required"] == .truth(true) }.compactMap { Self.example(of: $0, in: document) },
        isPaged: parameters.contains { $0["name"]?.text == "limit" })
    }
    guard operations.count > 20 else { throw DrillError("the contract has hardly anything to read") }
    // an operation that cannot be asked would be one that is never looked at
    for path in operations.map(\.path) {
      let names = path.matches(of: /\{[^}]*\}/).map { String($0.output) }
      guard Self.known.isSuperset(of: names) else { throw DrillError("what is to be filled in of \(path)?") }
    }
    return operations.sorted { $0.path < $1.path }
  }

  private static func example(of parameter: JSONTree, in document: JSONTree) -> String? {
    let schema = document.resolved(parameter["schema"] ?? .other)
    guard let name = parameter["name"]?.text, let value = parameter["example"]?.text ?? schema["example"]?.text else {
      return nil
    }
    return "\(name)=\(Desk.encoded(value))"
  }
}

extension JSONTree {
  /// What a reference of an OpenAPI document stands for; anything else stands for itself.
  fileprivate func resolved(_ value: JSONTree) -> JSONTree {
    var value = value
    while let reference = value["$ref"]?.text {
      value = reference.split(separator: "/").dropFirst().reduce(self) { $0[String($1)] ?? .other }
    }
    return value
  }
}
