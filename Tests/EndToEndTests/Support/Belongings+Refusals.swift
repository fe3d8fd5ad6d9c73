import Testing

extension Belongings {
  /// Takes a proposed refusal as far as a step needs it: who is told of none has nothing to appeal against.
  func bringRefusal(_ id: String, before step: Contract.Operation) async throws {
    guard step.id == "appealRefusal" else { return }
    let approval = try #require(contract.operations.first { $0.id == "approveRefusal" })
    let approved = try await tenant.send(approval, as: tenant.role(for: approval), id: id)
    try #require(approved.status == 200, "\(String(decoding: approved.body, as: UTF8.self))")
  }
}
