import Foundation
import Scheduling

extension OfficeStore {
  /// Older than this, an entry should have been sealed.
  private static let patience = Duration.seconds(60)

  /// Verifies the chains of every office's audit, and says how old the oldest entry is that is not sealed yet.
  ///
  /// - Parameter progress: told, now and then, the office and how many of its batches were verified.
  public func examineAudit(
    _ extent: AuditExtent, progress: @escaping (OfficeCode, Int) -> Void = { _, _ in }
  ) async throws(DomainError) -> [Finding] {
    var findings: [Finding] = []
    var (verified, oldest) = (0, Instant?.none)
    for office in try await allOffices() {
      let outcome = try await verifyAudit(of: office, extent) { progress(office.code, $0) }
      verified += outcome.verified
      oldest = [oldest, outcome.oldestUnsealed].compactMap { $0 }.min()
      findings += Self.findings(office, outcome)
      if extent == .whole, let head = outcome.head {
        findings.append(.ok("audit \(office.code)", "batch \(head.number) has the hash \(head.hash.hexadecimal)"))
      }
    }
    if findings.allSatisfy({ $0.verdict == .ok }) {
      findings.append(.ok("audit", "\(verified) batches are as they were sealed"))
    }
    return findings + [sealing(oldest)]
  }

  /// Verifies one office's chain.
  func verifyAudit(
    of office: Office, _ extent: AuditExtent = .whole, progress: @escaping (Int) -> Void = { _ in }
  ) async throws(DomainError) -> AuditVerification.Outcome {
    try await onConnection { connection in
      let session = Session(connection, by: .operatorAtCommandLine, in: office, at: clock.now(), keys: keys)
      var verification = AuditVerification(session, progress: progress)
      return try await verification.run(extent)
    }
  }

  private func sealing(_ oldest: Instant?) -> Finding {
    guard let oldest else { return .ok("sealing", "every entry of the audit is sealed") }
    let age = max(0, Int((clock.now().microseconds - oldest.microseconds) / 1_000_000))
    let text = "the oldest entry that is not sealed yet is \(age) s old"
    if .seconds(age) <= Self.patience { return .ok("sealing", text) }
    return .warning(
      "sealing", text,
      remedy: "a running service with --maintenance-url seals every ten seconds; a transaction left open holds it up")
  }

  private static func findings(_ office: Office, _ outcome: AuditVerification.Outcome) -> [Finding] {
    let told = outcome.flaws.prefix(10).map(\.sentence)
    let more = outcome.flaws.count - told.count
    return (told + (more > 0 ? ["and \(more) more"] : [])).map { text in
      .wrong(
        "audit \(office.code)", text,
        remedy: "keep this database as it is, and compare with backups: docs/operations.md")
    }
  }
}

extension AuditFlaw {
  fileprivate var sentence: String {
    switch self {
    case .missing(let number): "batch \(number) is not there"
    case .unlinked(let number): "batch \(number) does not follow the one before it"
    case .miscounted(let number, let sealed, let found) where found > sealed:
      "batch \(number): \(sealed) entries were sealed, and more are there: something was put in late"
    case .miscounted(let number, let sealed, let found):
      "batch \(number): \(sealed) entries were sealed, \(found) are there: some were removed"
    case .changed(let number): "batch \(number): an entry, or the seal, was changed"
    case .cutOff(let number, let sealed):
      "batches up to \(sealed) were sealed, and none is there after \(number): the end was cut off"
    case .otherEnd(let number): "batch \(number) is the last one, and not the one that was sealed last"
    case .stray(let count): "\(count) entries lie where no batch can hold them: they were not written by the service"
    }
  }
}

extension Sequence<UInt8> {
  /// Two digits a byte.
  public var hexadecimal: String {
    map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
