import Foundation

/// What the service acknowledged, and what else it answered.
actor Ledger {
  private(set) var confirmed: [UUID] = []
  private(set) var refusals: [String: Int] = [:]
  private(set) var violations: [String] = []

  func note(confirmed id: UUID) { confirmed.append(id) }
  func note(refusal: String) { refusals[refusal, default: 0] += 1 }
  func note(violation: String) { violations.append(violation) }
}
