/// An OpenAPI document whose references are followed.
struct Document: Sendable {
  let root: JSON

  /// An operation as the tests ask for it.
  ///
  /// - Parameter shared: the parameters that all operations of its path have.
  func operation(_ method: String, _ path: String, _ operation: JSON, shared: [JSON]) -> Contract.Operation {
    let content = resolved(operation["requestBody"])["content"]["application/json"]
    let query = (shared + operation["parameters"].elements).map(resolved).filter { $0["in"].text == "query" }
    return Contract.Operation(
      method: method, path: path, id: operation["operationId"].text ?? "",
      statuses: Set(operation["responses"].members.keys), isOpen: operation["security"] == .array([]),
      example: content["example"],
      idsInBody: ids(in: content["schema"]).sorted { $0.path.lexicographicallyPrecedes($1.path) },
      showsPerson: operation["responses"].members.contains { status, response in
        status.hasPrefix("2") && showsPerson(resolved(response)["content"]["application/json"]["schema"])
      },
      idsInQuery: query.filter { resolved($0["schema"])["format"].text == "uuid" }.compactMap { $0["name"].text },
      query: required(query))
  }

  private func required(_ parameters: [JSON]) -> [(name: String, value: String)]? {
    let required = parameters.filter { $0["required"] == .bool(true) }
    let examples = required.compactMap { parameter -> (name: String, value: String)? in
      guard let name = parameter["name"].text else { return nil }
      let example = parameter["example"].text ?? resolved(parameter["schema"])["example"].text
      return example.map { (name, $0) }
    }
    return examples.count == required.count ? examples : nil
  }

  /// Where ids stand in values of a schema.
  private func ids(in schema: JSON, at path: [String] = [], isRequired: Bool = true) -> Set<Contract.IdPlace> {
    let schema = resolved(schema)
    if schema["format"].text == "uuid" { return [Contract.IdPlace(path: path, isRequired: isRequired)] }
    var found: Set<Contract.IdPlace> = []
    for part in ["allOf", "anyOf", "oneOf"].flatMap({ schema[$0].elements }) {
      found.formUnion(ids(in: part, at: path, isRequired: isRequired))
    }
    for (name, member) in schema["properties"].members {
      let isRequired = schema["required"].elements.contains(.string(name))
      found.formUnion(ids(in: member, at: path + [name], isRequired: isRequired))
    }
    if schema["items"] != .null {
      found.formUnion(ids(in: schema["items"], at: path + ["0"], isRequired: isRequired))
    }
    return found
  }

  /// Whether a value of a schema has a person's data in it.
  private func showsPerson(_ schema: JSON) -> Bool {
    let schema = resolved(schema)
    if schema["x-person"] == .bool(true) { return true }
    let parts = ["allOf", "anyOf", "oneOf"].flatMap { schema[$0].elements } + schema["properties"].members.values
    return (parts + (schema["items"] == .null ? [] : [schema["items"]])).contains { showsPerson($0) }
  }

  private func resolved(_ value: JSON) -> JSON {
    var value = value
    while let reference = value["$ref"].text {
      value = reference.split(separator: "/").dropFirst().reduce(root) { $0[String($1)] }
    }
    return value
  }
}
