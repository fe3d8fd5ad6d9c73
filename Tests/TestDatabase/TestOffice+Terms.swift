import OfficeStore
import Scheduling
import Synchronization

extension TestOffice {
  /// Announces a version for the office, as its head.
  @discardableResult
  public func publish(
    _ text: String, from date: String, _ ground: TermsGround = .benefit, _ change: (inout TermsDraft) -> Void = { _ in }
  ) async throws -> TermsVersionID {
    guard let date = CivilDate(iso: date) else { throw Seed.Missing() }
    var draft = TermsDraft(text, effectiveFrom: date, ground: ground)
    change(&draft)
    let kept = Announced()
    _ = try await store.publishTerms(try draft.edition(), context(by: .officeHead)) { document in
      kept.id.withLock { $0 = document.version.id }
      return Answer(status: 201, body: [])
    }
    guard let id = kept.id.withLock({ $0 }) else { throw DomainError.unexpected }
    return id
  }

  /// The version in force for the office at an instant; nil: now.
  public func termsInForce(at instant: Instant? = nil) async throws(DomainError) -> TermsVersionID {
    try await store.termsInForce(at: instant, caller(), office).version.id
  }

  /// What was agreed to with a booking.
  public func consents(of id: BookingID) async throws(DomainError) -> [Consent] {
    try await store.consents(of: id, caller(), office)
  }
}

private final class Announced: Sendable {
  let id = Mutex<TermsVersionID?>(nil)
}
