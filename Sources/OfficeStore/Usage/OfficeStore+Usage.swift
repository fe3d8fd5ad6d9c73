import Postgres
import Scheduling

extension OfficeStore {
  /// Records what MyPage reports: all of it or nothing.
  ///
  /// - Throws: `usageEventsOff` where the office records none, and nothing is written then; `inTheFuture` for an hour that
  ///   has not begun; `unknownBooking`; `keysMissing` when a device is named and the deployment has no keys.
  public func recordUsage(
    _ reports: [UsageReport], _ context: CommandContext, answer: @escaping (Int) -> Answer
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in [OfficeRules.sharedLock(in: session), PolicyRecord.reading(in: session)] }
    return try await command(context, opening: opening, answer: answer) { session, opened in
      guard let row = opened.last?.first else { throw DomainError.notFound }
      guard try PolicyRecord.policy(from: row).usageEvents else { throw DomainError.usageEventsOff }
      guard reports.allSatisfy({ $0.band.hasBegun(at: session.now, in: session.office.zone) }) else {
        throw DomainError.inTheFuture
      }
      let devices = try reports.map { report -> UsageDevice? in
        guard let device = report.device else { return nil }
        return try UsageDevice(device, on: report.band.date, in: session.office, by: requireKeys())
      }
      _ = try await session.run([
        UsageReport.insertion(of: reports, devices, in: session),
        UsageReport.insertion(of: devices.compactMap { $0 }, in: session),
      ])
      return reports.count
    }
  }
}
