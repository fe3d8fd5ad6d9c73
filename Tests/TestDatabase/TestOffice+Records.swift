import OfficeStore
import Scheduling

extension TestOffice {
  /// 利用の記録, as MyPage reports it; returns how many were recorded.
  @discardableResult
  public func recordUse(_ reports: UsageReport...) async throws(DomainError) -> Int {
    try await kept { keep throws(DomainError) in
      try await store.recordUsage(reports, context(by: .gateway)) { keep($0) }
    }
  }

  /// One access in the present hour.
  public func use(
    _ access: UsageAccess = .offer, of booking: BookingID? = nil, device: String? = nil
  ) -> UsageReport {
    let now = store.clock.now()
    let band = UsageBand(date: office.zone.localDate(of: now), hour: office.zone.timeOfDay(of: now).minutes / 60)
    return UsageReport(band: band, purpose: .operation, access: access, booking: booking, device: device)
  }

  /// 開示請求, or a demand by law.
  @discardableResult
  public func ask(
    for scope: Disclosure.Scope, _ kind: DisclosureKind = .personRequest, requester: String = "職安 太郎",
    requestedAt: Instant? = nil
  ) async throws(DomainError) -> Disclosure {
    try await kept { keep throws(DomainError) in
      let request = DisclosureRequest(
        kind: kind, legalBasis: kind == .personRequest ? "個人情報保護法第76条" : "刑事訴訟法第197条第2項",
        requester: requester, scope: scope, requestedAt: requestedAt)
      return try await store.addDisclosure(request, context(by: .officeHead)) { keep($0) }
    }
  }

  /// What is done about a disclosure, by the office's head.
  @discardableResult
  public func take(_ step: DisclosureStep, of id: DisclosureID) async throws(DomainError) -> Disclosure {
    try await kept { keep throws(DomainError) in
      try await store.take(step, of: id, context(by: .officeHead)) { keep($0) }
    }
  }

  /// What a disclosure reaches.
  public func export(_ id: DisclosureID) async throws(DomainError) -> DisclosureDocument {
    try await kept { keep throws(DomainError) in
      try await store.export(id, context(by: .officeHead)) { keep($0) }
    }
  }

  /// A disclosure as it is on record.
  public func read(_ id: DisclosureID) async throws(DomainError) -> Disclosure {
    try await store.disclosure(id, caller(.officeHead), office)
  }
}

extension DisclosureDocument {
  /// All that its sections say.
  public var text: String { sections.map { String(decoding: $0.json, as: UTF8.self) }.joined(separator: "\n") }
}
